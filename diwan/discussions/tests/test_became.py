"""What became of a contribution: for its author by page and letter, for all in a table."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from diwan.core import clock
from diwan.discussions import became, translating
from diwan.discussions.actions import (
    authoring,
    calling,
    delivering,
    endorsing,
    intake,
    moderation,
    stopping,
)
from diwan.discussions.actions import became as telling
from diwan.discussions.actions.endorsing import Taken
from diwan.discussions.models import Citation, Passage, Statement, Translation, Unused
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_person

from .endorsing_scene import WORDS, make_published, make_reply, make_statement, open_round
from .factories import make_contribution, make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(bilal, chloe):
    made = make_published(bilal, chloe)
    OutgoingLetter.objects.all().delete()
    return made


def seen(person: Any = None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def text_of(contribution: Any, language: str = "en") -> str:
    with override(language):
        address = reverse("discussions:became", args=[contribution.token])
    answer = seen().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- the author's page -----------------------------------------------------------------
def test_the_page_tells_which_statements_cite_it_and_leads_there(scene):
    discussion, reply, said = scene
    told = became.of_contribution(said[0])
    assert [(each.number, each.stance, each.text) for each in told.cited] == [
        (1, "supports", WORDS[0])
    ]
    page = reverse("discussions:consolidated", args=[discussion.slug, reply.number])
    assert f'href="{page}#s1"' in text_of(said[0])
    assert "1 statement rests on your words" in text_of(said[0])


def test_words_that_differ_from_a_statement_are_told_as_such(scene):
    _discussion, reply, said = scene
    row = Citation.objects.get(statement__number=2)
    row.pk, row.statement, row.order, row.stance = (
        None,
        Statement.objects.get(number=1),
        2,
        "differs",
    )
    row.save()
    (first, _second) = became.of_contribution(said[1]).cited
    assert (first.number, first.stance, first.words) == (1, "differs", WORDS[1])
    assert "your words differ from it" in text_of(said[1])
    assert reply.statements.count() == 2


def test_passages_that_nothing_cites_are_told_honestly(scene):
    _discussion, _reply, said = scene
    version = said[0].versions.get(is_released=True)
    Passage.objects.filter(version=version).delete()
    Passage.objects.create(version=version, start=0, end=6, kind="answer")
    Citation.objects.filter(version=version).update(start=0, end=6)
    Passage.objects.create(version=version, start=7, end=20, kind="answer")
    Passage.objects.create(version=version, start=20, end=30, kind="greeting")
    assert became.of_contribution(said[0]).left == (WORDS[0][7:20].strip(),)
    assert "What no statement cites" in text_of(said[0])


def test_what_is_read_and_not_used_is_told_with_its_reason(scene):
    _discussion, reply, said = scene
    Citation.objects.filter(version__contribution=said[0]).delete()
    assert "gives no reason" in text_of(said[0])
    Unused.objects.create(reply=reply, contribution=said[0], reason="too_short")
    text = text_of(said[0])
    assert "No statement cites it" in text
    assert "It holds no whole sentence that can stand alone." in text


def test_an_earlier_version_is_told_in_a_line(scene):
    discussion, _reply, said = scene
    make_reply(discussion, said[1:], number=2)
    told = became.of_contribution(said[0])
    assert (told.reply and told.reply.number, told.cited) == (2, ())
    assert [(each.reply.number, each.cited) for each in told.earlier] == [(1, 1)]
    assert "1 statement cited it" in text_of(said[0])


def test_before_a_version_is_published_the_page_says_so(scene):
    _discussion, reply, said = scene
    reply.state = "draft"
    reply.save()
    text = text_of(said[0])
    assert "The reply is not published yet" in text
    assert "Statement 1" not in text


def test_what_was_set_aside_is_told_with_its_reason_and_note(bilal, chloe):
    discussion = make_discussion("aside", lead=bilal)
    said = make_contribution(discussion, by=chloe)
    moderation.set_aside(said, reason="off_topic", note="It is about fishing.", by=bilal)
    text = text_of(said)
    assert "Outside the topic" in text
    assert "It is about fishing." in text


def test_what_is_held_and_what_was_withdrawn_is_told_too(scene, bilal, chloe):
    discussion = make_discussion("other", lead=bilal)
    assert "not released yet" in text_of(make_contribution(discussion, by=chloe))
    authoring.withdraw(scene[2][0], by=chloe)
    assert "You took it back" in text_of(scene[2][0])
    assert WORDS[0] not in text_of(scene[2][0])


def test_a_draft_has_become_nothing(bilal, chloe):
    draft = intake.start(make_discussion("other", lead=bilal), by=chloe)
    answer = seen(chloe).get(reverse("discussions:became", args=[draft.token]))
    assert answer.status_code == 302


def test_what_the_reply_became_is_told(scene, bilal, dele):
    discussion, reply, said = scene
    assert "were not asked about this version" in text_of(said[0])
    running = open_round(reply, bilal)
    assert "Members are asked now" in text_of(said[0])
    endorsing.take_positions(running, by=dele, taken={}, endorse_rest=True)
    endorsing.close_round(running, by=bilal)
    text = text_of(said[0])
    assert "Endorsed by the members" in text
    assert "Not yet" in text
    discussion.refresh_from_db()
    calling.move(discussion, "delivered", by=bilal)
    assert "Not yet" not in text_of(said[0])


def test_a_statement_that_lost_its_words_is_not_told(scene, chloe):
    _discussion, reply, said = scene
    Statement.objects.filter(reply=reply, number=1).update(text="")
    assert became.of_contribution(said[0]).cited == ()


def test_the_page_is_kept_nowhere(scene):
    answer = seen().get(reverse("discussions:became", args=[scene[2][0].token]))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_runs_in_the_readers_direction(scene, language):
    text = text_of(scene[2][0], language)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text
    assert f'lang="en" dir="ltr">{WORDS[0]}' in text


def test_the_page_is_made_in_a_fixed_number_of_queries(scene, bilal, chloe, assert_same_queries):
    discussion, reply, said = scene
    version = said[0].versions.get(is_released=True)

    def add(number: int) -> None:
        make_reply(discussion, [], number=number + 10)
        made = make_statement(reply, said[0], number=number + 2)
        assert made.citations.get().version_id == version.pk
        reply.number = number + 20
        reply.save()

    assert_same_queries(reverse("discussions:became", args=[said[0].token]), add)


def test_ones_own_list_leads_to_it(scene, chloe):
    text = seen(chloe).get(reverse("discussions:mine")).content.decode()
    assert reverse("discussions:became", args=[scene[2][0].token]) in text


# --- letters ---------------------------------------------------------------------------
def letters() -> list[tuple[str, str]]:
    rows = OutgoingLetter.objects.order_by("pk").values_list("kind", "to_address")
    return [(kind.partition("/")[2], address) for kind, address in rows]


def test_contributors_are_told_once_when_it_is_published(scene, chloe):
    _discussion, reply, said = scene
    telling.tell(reply)
    telling.tell(reply)
    assert letters() == [("became_published", chloe.email)], "one letter a person, once"
    letter = OutgoingLetter.objects.get()
    assert letter.language == "fr"
    for contribution in said:
        assert reverse("discussions:became", args=[contribution.token]) in letter.text
    assert WORDS[1] in letter.text


def test_a_letter_quotes_a_statement_in_its_readers_language(scene):
    _discussion, reply, _said = scene
    first = Statement.objects.get(reply=reply, number=1)
    Translation.objects.create(
        statement=first,
        language="fr",
        origin="human",
        text="Une ville a besoin d’un seul guichet.",
        source_sha256=translating.digest_of(first),
        made_at=clock.now(),
    )
    telling.tell(reply)
    assert "Une ville a besoin d’un seul guichet." in OutgoingLetter.objects.get().text
    assert WORDS[0] not in OutgoingLetter.objects.get().text


def test_a_next_version_is_told_to_those_of_whom_it_says_something_else(scene, bilal, dele):
    discussion, reply, said = scene
    discussion.stage = "open"
    discussion.save()
    third = make_contribution(discussion, "Ask the women.", by=dele, released=bilal)
    discussion.stage = "consolidated"
    discussion.save()
    telling.tell(reply)
    OutgoingLetter.objects.all().delete()
    telling.tell(make_reply(discussion, [*said, third], number=2))
    assert letters() == [("became_published", dele.email)]


def test_whoever_is_not_cited_gets_the_reason(scene, chloe):
    _discussion, reply, said = scene
    Citation.objects.all().delete()
    for contribution in said:
        Unused.objects.create(reply=reply, contribution=contribution, reason="said_by_others")
    chloe.language = "en"
    chloe.save()
    telling.tell(reply)
    assert "What it says stands in the words of others." in OutgoingLetter.objects.get().text


def test_all_are_told_when_it_is_delivered_and_as_what(scene, bilal, chloe):
    discussion, reply, _said = scene
    chloe.language = "en"
    chloe.save()
    telling.tell(reply)
    OutgoingLetter.objects.all().delete()
    reply.discussion = calling.move(discussion, "delivered", by=bilal)
    telling.tell(reply)
    telling.tell(reply)
    assert letters() == [("became_delivered", chloe.email)]
    assert "the members have not endorsed it" in OutgoingLetter.objects.get().text


def test_a_draft_is_told_to_nobody(scene):
    _discussion, reply, _said = scene
    reply.state = "draft"
    reply.save()
    telling.tell(reply)
    assert letters() == []


def test_whoever_wants_no_letters_gets_none(scene, chloe):
    discussion, reply, _said = scene
    stopping.stop(discussion, stopping.sign_of(chloe.email))
    telling.tell(reply)
    open_round(reply, scene[0].team.get().person)
    assert chloe.email not in [address for _kind, address in letters()]


def test_visitors_are_told_at_their_address_and_erased_accounts_not(bilal):
    amel = make_person("amel@example.org", name="Amel")
    discussion, reply, _said = make_published(bilal, None)
    discussion.stage = "open"
    discussion.save()
    theirs = make_contribution(discussion, "I leave.", by=amel, released=bilal)
    make_statement(reply, theirs, number=3)
    amel.is_active = False
    amel.save()
    OutgoingLetter.objects.all().delete()
    telling.tell(reply)
    assert letters() == [("became_published", "visitor@example.org")]


# --- you said, we did ------------------------------------------------------------------
def table(person: Any = None, language: str = "en") -> str:
    with override(language):
        address = reverse("discussions:said_did", args=["harbour"])
    return seen(person).get(address).content.decode()


def test_the_table_tells_each_statement_who_said_it_and_what_was_done(scene, bilal, dele):
    discussion, reply, _said = scene
    text = table()
    assert all(words in text for words in WORDS)
    assert "one contribution" in text
    running = open_round(reply, bilal)
    taken = {"key1": Taken("object", "It costs.")}
    endorsing.take_positions(running, by=dele, taken=taken, endorse_rest=True)
    endorsing.close_round(running, by=bilal)
    assert "not carried: 1 objection stands" in table()
    discussion.refresh_from_db()
    calling.move(discussion, "delivered", by=bilal)
    assert "handed over" in table()


def test_the_table_waits_for_a_published_version(scene):
    _discussion, reply, _said = scene
    reply.state = "draft"
    reply.save()
    text = table()
    assert "No reply is published yet" in text
    assert WORDS[0] not in text


def test_small_kinds_of_the_nameless_are_not_told_in_the_table(scene, chloe):
    _discussion, _reply, said = scene
    for contribution in said:
        contribution.kind = "employment_service"
        contribution.save()
        authoring.attribute(contribution, attribution="anonymous", by=chloe)
    assert "employment service" not in table().lower()


def test_a_withdrawn_statement_leaves_the_table(scene, chloe):
    authoring.withdraw(scene[2][0], by=chloe)
    text = table()
    assert WORDS[0] not in text
    assert WORDS[1] in text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_table_runs_in_the_readers_direction(scene, language):
    text = table(language=language)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text


def test_the_table_is_made_in_a_fixed_number_of_queries(scene, bilal, chloe, assert_same_queries):
    discussion, reply, _said = scene
    discussion.stage = "open"
    discussion.save()

    def add(number: int) -> None:
        words = f"Words number {number} that a statement takes."
        contribution = make_contribution(discussion, words, by=chloe, released=bilal)
        make_statement(reply, contribution, number=number + 2)

    assert_same_queries(reverse("discussions:said_did", args=["harbour"]), add)


def test_the_moment_is_the_clocks(scene):
    _discussion, reply, _said = scene
    telling.tell(reply)
    reply.refresh_from_db()
    assert reply.told_at is not None
    assert reply.told_at <= clock.now()
    assert reply.delivery_told_at is None


def test_only_what_stood_in_the_delivered_version_was_handed_over(scene, bilal):
    discussion, reply, said = scene
    delivering.deliver(reply, by=bilal)
    second = make_reply(discussion, said, number=2)
    second.statements.filter(number=2).update(key="new")
    discussion.refresh_from_db()
    assert became.handed_over(discussion) == {"key1", "key2"}
    assert table().count(">handed over<") == 1
