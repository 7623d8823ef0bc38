from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from diwan.core import clock, slots
from diwan.discussions import demo, queueing
from diwan.discussions.actions.checking import checks
from diwan.discussions.demo import files
from diwan.discussions.models import (
    Citation,
    Contribution,
    Discussion,
    Position,
    Reply,
    Version,
)
from diwan.discussions.reply import rounds
from diwan.discussions.reply.building import build
from diwan.discussions.reply.changes import changes
from diwan.discussions.reply.hashing import content_sha256
from diwan.discussions.reply.verifying import verify
from diwan.discussions.words import ContributionState, SetAsideReason, Stage
from diwan.mailroom.actions import returns
from diwan.mailroom.models import Letter, OutgoingLetter
from diwan.people import demo as people_demo
from diwan.people.models import Person
from diwan.portal import actions as portal
from diwan.portal.queries import search
from diwan.portal.tests.table import kept_words


@pytest.fixture(scope="module")
def community(django_db_setup, django_db_blocker):
    """The whole demo community, as on a new demo site; loaded once, since no test changes it."""
    with django_db_blocker.unblock(), override_settings(DIWAN_DEMO=True), transaction.atomic():
        people_demo.load()
        demo.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(community, db):
    """The open discussion of the demo community."""
    return Discussion.objects.get(slug="small-towns")


def released(discussion):
    return discussion.contributions.filter(state=ContributionState.RELEASED)


def test_the_loader_is_part_of_the_demo_after_the_people():
    names = slots.demo.names()
    assert names.index("people") < names.index("discussions")


def test_there_is_a_discussion_in_every_situation(told):
    stages = dict(Discussion.objects.values_list("slug", "stage"))
    assert stages == {
        "what-we-built": Stage.DELIVERED,
        "diplomas": Stage.CONSOLIDATED,
        "money-home": Stage.CONSOLIDATED,
        "between-discussions": Stage.OPEN,
        "small-towns": Stage.OPEN,
        "first-year": Stage.DRAFT,
    }
    seen = Discussion.objects.visible_to(AnonymousUser()).values_list("slug", flat=True)
    assert set(seen) == {"what-we-built", "diplomas", "money-home", "small-towns"}
    today = clock.now().date()
    assert told.opens_on == today - timedelta(days=15)
    assert told.closes_on >= today + timedelta(days=6)


def test_the_open_discussion_speaks_three_languages_and_a_fourth(told):
    spoken = Counter(released(told).values_list("language", flat=True))
    assert spoken == {"en": 9, "fr": 9, "ar": 6, "es": 1}
    assert all(set(question.text) == {"en", "fr", "ar"} for question in told.questions.all())
    assert sorted(told.papers.values_list("language", flat=True)) == ["ar", "en", "fr"]


def test_voices_differ_in_country_kind_channel_and_name(told):
    rows = released(told)
    assert rows.values("country").distinct().count() >= 10
    assert rows.values("kind").distinct().count() >= 8
    assert set(rows.values_list("channel", flat=True)) == {"web", "mail", "behalf"}
    named = Counter(rows.values_list("attribution", flat=True))
    assert named["anonymous"] >= 3
    assert named["organisation"] >= 2
    assert rows.filter(reply_to__isnull=False).count() == 3
    assert rows.filter(attachments__refused="").distinct().count() == 2


def test_every_question_was_answered(told):
    answered = {
        part["question"]
        for version in Version.objects.filter(contribution__in=released(told), is_released=True)
        for part in version.parts
    }
    assert {question.key for question in told.questions.all()} <= answered


def test_every_state_of_the_queue_is_there(told):
    waiting = queueing.counts([told.pk])[told.pk]
    assert waiting == {
        "waiting": 6,
        "late": 0,
        "spam": 1,
        "corrections": 1,
        "proposals": 1,
        "reports": 1,
        "returned": 1,
        "set_aside": 2,
        "released": 25,
    }
    reasons = set(
        told.contributions.exclude(set_aside_reason="").values_list("set_aside_reason", flat=True)
    )
    assert reasons == {SetAsideReason.DUPLICATE, SetAsideReason.AUTOMATIC}
    assert (
        told.contributions.filter(state=ContributionState.WITHDRAWN).exclude(number=None).count()
        == 1
    )
    assert told.contributions.filter(assigned_to__isnull=False).exclude(conflict_note="").exists()


def test_a_letter_in_the_name_of_a_member_is_held_and_said_to_be_unproven(told, client):
    held = told.contributions.get(letter__trust="fail")
    assert (held.state, held.author, held.attribution) == ("held", None, "anonymous")
    assert held.author_email == "amina@demo.diwan.localhost"
    for words in ("paid out this week only", "que cette semaine", "إلا هذا الأسبوع"):
        assert words in held.versions.get().text
    headers = OutgoingLetter.objects.values_list("headers", flat=True)
    assert not any(held.letter.message_id in str(each) for each in headers), "no answer to it"
    client.force_login(Person.objects.get(email="bilal@demo.diwan.localhost"))
    queue = client.get(reverse("discussions:queue", args=[told.slug])).content.decode()
    assert "Sender not proven." in queue


def test_nobody_can_be_called_or_written_to_through_released_words(told):
    shown = Version.objects.filter(is_released=True, contribution__state="released")
    assert shown.count() == 50
    for version in shown:
        words = version.masked + "".join(piece["html"] for piece in version.pieces)
        assert "@" not in words
        assert not re.search(
            r"\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{2}|\b\d{3,4}[ -]\d{3,4}[ -]\d{3,4}\b", words
        )
        assert "rue des Tisserands" not in words
    hidden = [version for version in shown if version.text != version.masked]
    assert len(hidden) >= 5


def test_what_was_quoted_is_not_shown(told):
    words = "\n".join(version.masked for version in Version.objects.filter(is_released=True))
    assert "A new discussion has opened" not in words
    assert "Une nouvelle discussion est ouverte" not in words
    assert told.contributions.filter(cuttings__reason="quoted").exists()


def test_the_team_edited_one_and_says_so(told):
    (edited,) = Version.objects.filter(kind="edited")
    assert edited.is_released
    assert "jalousie" not in edited.masked
    assert edited.note
    assert edited.parts


def test_an_arabic_word_finds_an_arabic_contribution(told):
    found = search(AnonymousUser(), "الماكينة")
    assert ("contributions", "ar") in {
        (hit.document.source, hit.document.language) for hit in found.found
    }


def test_moments_run_from_the_opening_until_now(told):
    now = clock.now()
    rows = list(told.contributions.exclude(number=None).order_by("number"))
    times = [row.released_at for row in rows]
    assert times == sorted(times)
    assert all(told.opened_at < row.received_at <= row.released_at < now for row in rows)
    assert not Contribution.objects.filter(is_late=True).exists()
    assert not Contribution.objects.filter(received_at__gt=now).exists()


def test_a_handful_of_letters_is_left_and_all_for_demo_accounts(told):
    letters = OutgoingLetter.objects.all()
    assert 4 <= letters.count() <= 12
    assert all(letter.to_address.endswith("@demo.diwan.localhost") for letter in letters)
    assert {letter.kind for letter in letters} >= {
        "discussions/acknowledgement",
        "discussions/digest",
    }
    assert not Person.objects.filter(wants_announcements=False).exists()
    assert not Letter.objects.exclude(state="handled").exists()


def test_followers_differ_in_rhythm_and_one_address_takes_no_letters(told):
    rhythms = set(told.follows.values_list("rhythm", flat=True))
    assert rhythms == {"", "each", "daily", "weekly", "none"}
    digests = OutgoingLetter.objects.filter(kind="discussions/digest")
    assert {letter.language for letter in digests} == {"fr", "ar"}
    assert returns.is_stopped("jonas@demo.diwan.localhost")
    assert Person.objects.quiet_hours()


def test_loading_again_changes_nothing(told):
    before = Contribution.objects.count(), OutgoingLetter.objects.count()
    demo.load()
    assert (Contribution.objects.count(), OutgoingLetter.objects.count()) == before


def test_the_lead_facilitator_has_a_draft_and_the_only_team_that_sees_it(told):
    bilal = Person.objects.get(email="bilal@demo.diwan.localhost")
    chloe = Person.objects.get(email="chloe@demo.diwan.localhost")
    assert Discussion.objects.visible_to(bilal).filter(slug="first-year").exists()
    assert not Discussion.objects.visible_to(chloe).filter(slug="first-year").exists()


def test_the_worker_is_asked_for_one_draft_and_another_is_worked_at(told):
    bilal = Person.objects.get(email="bilal@demo.diwan.localhost")
    rows = Reply.objects.order_by("discussion__slug")
    assert list(
        rows.exclude(discussion__slug="what-we-built").values_list(
            "discussion__slug", "state", "made_by"
        )
    ) == [
        ("diplomas", "draft", bilal.pk),
        ("money-home", "published", bilal.pk),
        ("small-towns", "making", bilal.pk),
    ]


def test_the_desk_holds_a_draft_by_three_with_every_stance_and_something_to_do(told):
    reply = Reply.objects.get(discussion__slug="diplomas")
    assert verify(reply) == []
    by = reply.statements.values_list("changed_by__email", flat=True)
    assert {each.partition("@")[0] for each in by} == {"bilal", "chiara", "nizar"}
    cited = Citation.objects.filter(statement__reply=reply)
    assert set(cited.values_list("stance", flat=True)) == {"supports", "differs", "qualifies"}
    assert reply.statements.filter(citations=None).count() == 1
    assert reply.unsaved.count() == 1


@pytest.mark.parametrize("slug", demo.SLUGS)
def test_stories_are_written_in_all_three_languages_of_the_house(slug):
    call = files.data(slug, "call.json")
    wordings = [call["title"], *(topic["title"] for topic in call["topics"])]
    assert all(set(wording) == {"en", "fr", "ar"} for wording in wordings)


def test_a_moment_is_a_day_and_hour_or_some_hours_ago():
    now = clock.now().replace(hour=12)
    assert files.moment("-2 09:30", now).hour == 9
    assert files.moment("-5h", now) == now - timedelta(hours=5)


def test_one_reply_was_endorsed_and_delivered_and_reads_in_three_languages(told):
    rows = Reply.objects.select_related("discussion").filter(discussion__slug="what-we-built")
    reply, first = rows.order_by("-number")
    assert (reply.state, reply.discussion.stage) == ("endorsed", "delivered")
    assert first.state == "published"
    assert [each.kinds for each in changes(build(first, "en"), build(reply, "en"))] == [
        ("reworded",)
    ]
    for each in (first, reply):
        assert content_sha256(build(each, "en")) == each.content_sha256
    assert [check.name for check in checks(reply) if not check.passed] == []
    (objection,) = Position.objects.filter(choice="object", round__reply=reply)
    assert objection.is_met
    assert objection.answer
    for language in ("en", "fr", "ar"):
        statements = build(reply, language).statements
        assert len(statements) == 6
        assert all(each.language == language or each.translated for each in statements)


def test_a_comment_round_runs_in_which_every_member_can_take_part(told):
    reply = Reply.objects.select_related("discussion").get(discussion__slug="money-home")
    running = reply.rounds.get()
    assert verify(reply) == []
    assert [check.name for check in checks(reply) if not check.passed] == []
    assert rounds.is_open(running, clock.now())
    assert rounds.may_take_part(Person.objects.get(email__startswith="amina@"), running)
    positions = Position.objects.filter(round=running)
    assert set(positions.values_list("choice", flat=True)) == {"endorse", "abstain", "object"}
    assert positions.get(choice="object").answer == ""


def test_the_search_holds_what_it_would_if_it_were_filled_anew(told):
    before = kept_words()
    assert portal.reindex_all()["queue"] > 50
    assert kept_words() == before
