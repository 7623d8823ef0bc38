"""Two presses, and two people, at the same moment."""

from __future__ import annotations

import pytest
from django.db import connection

from diwan.core.errors import Refusal
from diwan.people.actions import consenting
from diwan.people.actions import conversations as actions
from diwan.people.models import Conversation, Message

from .races import at_once
from .talkers import asked, letters_to, member, talking

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory knows one connection; see PostgreSQL",
    ),
]


def test_accepted_many_times_at_once_is_accepted_once():
    amina, bilal = member("amina"), member("bilal")
    conversation = asked(amina, bilal)
    at_once(*[lambda: actions.accept(conversation, by=bilal)] * 6)
    conversation.refresh_from_db()
    assert conversation.state == "accepted"
    assert len(letters_to(amina, "accepted")) == 1


def test_accepted_and_declined_at_once_is_one_of_the_two():
    amina, bilal = member("amina"), member("bilal")
    for number in range(4):
        sender = member(f"m{number}")
        conversation = asked(sender, bilal)
        at_once(
            lambda each=conversation: actions.accept(each, by=bilal),
            lambda each=conversation: actions.decline(each, by=bilal),
        )
        told = [each.kind.rpartition("_")[2] for each in letters_to(sender)]
        conversation.refresh_from_db()
        assert told == [conversation.state]
    assert letters_to(amina) == []


def test_asked_many_times_at_once_is_asked_once_and_no_more_than_the_day_allows(settings):
    settings.DIWAN_REQUESTS_A_DAY = 2
    amina, bilal = member("amina"), member("bilal")
    at_once(*[lambda: asked(amina, bilal)] * 4)
    assert Conversation.objects.count() == 1
    others = [member(f"m{number}") for number in range(4)]
    results = at_once(*[lambda each=each: asked(amina, each) for each in others])
    assert sum(isinstance(each, Refusal) for each in results) == 3
    assert Conversation.objects.count() == 2


def test_both_asking_each_other_and_both_writing_at_once_do_not_wait_for_ever():
    amina, bilal = member("amina"), member("bilal")
    at_once(lambda: asked(amina, bilal), lambda: asked(bilal, amina))
    assert Conversation.objects.count() == 1
    Conversation.objects.all().delete()
    conversation = talking(amina, bilal)
    works = [
        lambda by=by: actions.reply(conversation, by=by, text="At once")
        for by in (amina, bilal) * 4
    ]
    at_once(*works)
    assert Message.objects.filter(text="At once").count() == 8


@pytest.mark.parametrize("number", range(4))
def test_a_consent_taken_back_at_the_same_moment_leaves_nothing_open(number):
    amina, bilal, dele = member(f"a{number}"), member(f"b{number}"), member("dele")
    conversation = talking(amina, bilal)
    at_once(
        lambda: actions.reply(conversation, by=amina, text="Now"),
        lambda: actions.reply(conversation, by=bilal, text="Now"),
        lambda: consenting.withdraw_consent(bilal, "contact", by=bilal),
        lambda: asked(dele, bilal),
    )
    assert not Conversation.objects.filter(recipient=bilal, closed_at__isnull=True).exists()
