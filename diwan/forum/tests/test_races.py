"""Two presses, two workers and two keepers at the same moment."""

from __future__ import annotations

import pytest
from django.db import connection

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.forum import actions, rules
from diwan.forum.actions import digests, following
from diwan.forum.models import Post, Subscription, Topic
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_person
from diwan.people.tests.races import at_once

from .factories import make_forum, make_topic, say

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite in memory knows one connection; see PostgreSQL",
    ),
]


def test_a_topic_that_is_opened_many_times_at_once_is_one():
    forum, amina = make_forum(), make_person()
    at_once(*[lambda: make_topic(forum, amina, wants_answers=True)] * 6)
    assert Topic.objects.count() == 1
    assert Post.objects.count() == 1
    assert Subscription.objects.count() == 1


def test_the_limit_of_a_day_holds_however_many_posts_come_at_once(monkeypatch):
    monkeypatch.setattr(rules, "POSTS_A_DAY", 3)
    forum, amina = make_forum(), make_person()
    topic = make_topic(forum, amina)

    def write(number: int) -> None:
        try:
            say(topic, amina, f"Post {number}")
        except Refusal:
            return

    at_once(*[lambda each=number: write(each) for number in range(6)])
    assert Post.objects.count() == 3


def test_two_keepers_who_hide_at_once_hide_once():
    amina, steward = make_person(), make_person("s@example.org", is_steward=True)
    post = make_topic(make_forum(), amina).posts.get()

    def hide() -> None:
        try:
            actions.hide(post, by=steward, why="No")
        except Refusal:
            return

    at_once(*[hide] * 4)
    assert OutgoingLetter.objects.filter(kind="forum/hidden").count() == 1


def test_two_workers_write_each_letter_once():
    forum, amina, dele = make_forum(), make_person(), make_person("dele@example.org")
    following.follow(forum, rhythm="each", by=amina)
    make_topic(forum, dele)
    now = clock.now()
    at_once(*[lambda: digests.send_due(now)] * 4)
    assert OutgoingLetter.objects.filter(kind="forum/post").count() == 1
