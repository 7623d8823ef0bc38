"""Checks before publishing, publishing, the next version, and what changed."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied

from diwan.audit.models import Entry
from diwan.core import clock, slots
from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import calling, checking, moderation, publishing
from diwan.discussions.models import Citation, Reply, Statement, Translation, Unused
from diwan.discussions.reply import hashing
from diwan.discussions.reply.building import build
from diwan.discussions.reply.changes import changes
from diwan.discussions.rules import digest

pytestmark = pytest.mark.django_db

LOAN = (
    "A small loan of 200 dinars helped 43 returnees of our town in March 2011 to open a workshop."
)
HALL = "The town hall should help returnees first, because every family knows where it stands."
ARABIC = "ساعد قرض صغير قدره 200 دينار 43 عائدا من بلدتنا في مارس 2011 على فتح ورشة."


@pytest.fixture
def spoken(say, amina, chloe, bilal):
    return [
        moderation.release(say(LOAN, by=amina), by=bilal),
        moderation.release(say(HALL, by=chloe), by=bilal),
        moderation.release(say(ARABIC, by=None), by=bilal),
    ]


@pytest.fixture
def closed(discussion, bilal):
    return calling.move(discussion, "closed", by=bilal)


def cite(statement, contribution, words="", stance="supports"):
    version = contribution.versions.get(is_released=True)
    words = words or version.masked
    start = version.masked.index(words)
    return Citation.objects.create(
        statement=statement,
        order=statement.citations.count() + 1,
        stance=stance,
        version=version,
        start=start,
        end=start + len(words),
        sha256=digest(words),
        language=contribution.language,
    )


def state(reply, text, *contributions, language="en", by_hand=True, **fields):
    statement = Statement.objects.create(
        reply=reply,
        number=reply.statements.count() + 1,
        kind="point",
        text=text,
        language=language,
        about="T1Q1",
        changed_at=clock.now() if by_hand else None,
        **fields,
    )
    for contribution in contributions:
        cite(statement, contribution)
    return statement


@pytest.fixture
def draft(closed, spoken):
    """Two statements in a draft of a closed discussion; the third contribution supports one."""
    now = clock.now()
    reply = Reply.objects.create(
        discussion=closed, number=1, state="draft", made_on=now.date(), made_at=now
    )
    state(reply, LOAN, spoken[0], spoken[2], by_hand=False)
    state(reply, HALL, spoken[1], by_hand=False)
    return reply


def failing(reply):
    return [check.name for check in checking.checks(reply) if not check.passed]


def check(reply, name):
    return next(each for each in checking.checks(reply) if each.name == name)


# --- checks ----------------------------------------------------------------------------
def test_a_good_draft_passes_every_check(draft):
    assert failing(draft) == []


def test_a_statement_must_cite_words_that_are_shown(draft, spoken, bilal):
    bare = state(draft, "Nobody said so.")
    moderation.set_aside(spoken[1], by=bilal, reason="off_topic")
    cited = check(draft, "cited")
    assert [place.statement for place in cited.places] == [2, 3]
    assert cited.places[1].url.endswith(f"/desk/?s={bare.key}#s-{bare.key}")
    (fallen,) = check(draft, "standing").places
    assert (fallen.statement, fallen.contribution) == (2, spoken[1].number)
    assert [place.statement for place in check(draft, "worded").places] == [2]


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("Un prêt de 200 dinars a aidé 43 personnes en mars 2011.", "fr", None),
        ("Un prêt de 300 dinars a aidé 43 personnes.", "fr", "figures"),
        ("Un prêt de 200 euros a aidé 43 personnes.", "fr", "figures"),
        ("En avril 2011, un prêt a aidé 43 personnes.", "fr", "dates"),
        ("En mars 2012, un prêt a aidé 43 personnes.", "fr", "dates"),
        ("Au Sénégal, un prêt a aidé 43 personnes.", "fr", "names"),
        ("ساعد قرض قدره ٢٠٠ دينار ٤٣ عائدا في مارس 2011.", "ar", None),
        ("ساعد قرض قدره ٢٥٠ دينارا ٤٣ عائدا.", "ar", "figures"),
        ("في أبريل 2011 ساعد قرض 43 عائدا.", "ar", "dates"),
        ("A loan of 200 dinars helped 43 returnees in March 2011.", "en", None),
        ("A loan of 200 euros helped 43 returnees.", "en", "figures"),
    ],
)
def test_figures_dates_and_names_are_those_of_the_citations_in_any_language(
    draft, spoken, text, language, wrong
):
    for cited in (spoken[0], spoken[2]):
        Statement.objects.filter(reply=draft, number__gt=2).delete()
        state(draft, text, cited, language=language)
        assert failing(draft) == ([wrong] if wrong else []), cited.language


def test_no_contact_detail_may_be_published(draft, spoken):
    state(draft, "Write to desk@example.org for a loan.", spoken[0])
    (found,) = check(draft, "contacts").places
    assert (found.statement, found.words) == (3, "desk@example.org")


def test_one_contributor_is_not_the_community_even_when_speaking_twice(draft, say, amina, bilal):
    first = moderation.release(say("Loans help people.", by=amina), by=bilal)
    again = moderation.release(say("Loans help people, I say.", by=amina), by=bilal)
    state(draft, "Everybody agrees that loans help.", first, again)
    assert [place.statement for place in check(draft, "voice").places] == [3]


def test_every_contribution_is_cited_or_listed(draft, say, chloe, bilal):
    third = moderation.release(say("Thank you all.", by=chloe), by=bilal)
    (place,) = check(draft, "covered").places
    assert (place.contribution, f"c={third.number}" in place.url) == (third.number, True)
    Unused.objects.create(reply=draft, contribution=third, reason="too_short")
    assert check(draft, "covered").passed


def test_translations_out_of_date_are_listed_and_hold_nothing_up(draft):
    first = draft.statements.get(number=1)
    row = Translation.objects.create(
        statement=first,
        language="fr",
        text="Un petit prêt.",
        origin="human",
        source_sha256=digest(first.text),
        made_at=clock.now(),
    )
    assert check(draft, "translations").places == ()
    Translation.objects.filter(pk=row.pk).update(source_sha256=digest("something else"))
    found = check(draft, "translations")
    assert found.passed
    assert [(place.statement, place.words) for place in found.places] == [(1, "fr")]


def test_the_checks_are_plain_data(draft):
    state(draft, "Nobody said so.")
    told = checking.as_data(checking.checks(draft), "https://desk.example")
    cited = next(each for each in told["checks"] if each["name"] == "cited")
    assert set(cited) == {"name", "passed", "places"}
    assert cited["places"][0]["statement"] == 3
    assert cited["places"][0]["url"].startswith("https://desk.example/")
    json.dumps(told)


# --- publishing ------------------------------------------------------------------------
def test_publishing_lets_it_go_with_its_digest_in_the_log(draft, bilal, chloe):
    assert not Reply.objects.visible_to(chloe).exists()
    note = {"en": "First version; ask loan@example.org.", "fr": " "}
    made = publishing.publish(draft, by=bilal, note=note)
    assert (made.state, made.published_by, made.discussion.stage) == (
        "published",
        bilal,
        "consolidated",
    )
    assert set(made.note) == {"en"}
    assert "example.org" not in made.note["en"]
    line = Entry.objects.filter(verb="publish reply").get()
    assert line.details == {"version": 1, "sha256": made.content_sha256}
    assert Reply.objects.visible_to(chloe).get() == made


def test_the_digest_is_that_of_the_content_in_every_layout(draft, bilal):
    made = publishing.publish(draft, by=bilal)
    told = {hashing.content(build(made, code)) for code in ("en", "fr", "ar")}
    (content,) = told
    assert digest(content) == made.content_sha256
    assert list(json.loads(content)) == sorted(json.loads(content))
    Reply.objects.filter(pk=made.pk).update(state="endorsed")
    made.refresh_from_db()
    assert hashing.content_sha256(build(made, "en")) == made.content_sha256
    made.statements.filter(number=1).update(text="Something else.")
    assert hashing.content_sha256(build(made, "en")) != made.content_sha256


def test_my_data_tells_what_a_facilitator_published_till_the_account_is_erased(draft, bilal):
    publishing.publish(draft, by=bilal)
    mine = slots.personal_data.get("discussions")
    (told,) = mine.export(bilal)["published replies"]
    assert (told["discussion"], told["version"]) == ("small-towns", 1)
    mine.erase(bilal)
    draft.refresh_from_db()
    assert (draft.published_by, draft.state) == (None, "published")


def test_publishing_is_refused_with_the_places(draft, bilal):
    state(draft, "Nobody said so.")
    with pytest.raises(publishing.NotPublishable) as refused:
        publishing.publish(draft, by=bilal)
    assert [each.name for each in refused.value.failed] == ["cited"]
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not Entry.objects.filter(verb="publish reply").exists()


def test_only_the_team_publishes_a_draft_of_a_closed_discussion_once(draft, bilal, chloe):
    with pytest.raises(PermissionDenied):
        publishing.publish(draft, by=chloe)
    publishing.publish(draft, by=bilal)
    with pytest.raises(Conflict):
        publishing.publish(draft, by=bilal)


def test_an_open_discussion_must_be_closed_first(discussion, spoken, bilal):
    now = clock.now()
    reply = Reply.objects.create(
        discussion=discussion, number=1, state="draft", made_on=now.date(), made_at=now
    )
    with pytest.raises(Refusal, match="not closed yet"):
        publishing.publish(reply, by=bilal)


# --- the next version ------------------------------------------------------------------
@pytest.fixture
def first(draft, bilal):
    return publishing.publish(draft, by=bilal)


def test_the_next_version_begins_as_a_copy_with_the_same_keys(first, bilal):
    said = first.statements.get(number=1)
    Translation.objects.create(
        statement=said, language="fr", text="Un prêt.", origin="human",
        source_sha256=digest(said.text), made_at=clock.now(),
    )  # fmt: skip
    made = publishing.begin_next(first, by=bilal)
    assert (made.number, made.state, made.based_on) == (2, "draft", first)
    assert [row.key for row in made.statements.all()] == [row.key for row in first.statements.all()]
    assert changes(build(first, "en"), build(made, "en")) == ()
    assert Translation.objects.filter(statement__reply=made).get().text == "Un prêt."
    with pytest.raises(Refusal, match="draft already"):
        publishing.begin_next(first, by=bilal)


def test_an_older_draft_is_not_published_over_a_newer_version(first, closed, bilal):
    old = Reply.objects.create(
        discussion=closed, number=5, state="draft", made_on=first.made_on, made_at=first.made_at
    )
    Reply.objects.filter(pk=first.pk).update(number=9)
    with pytest.raises(Refusal, match="Version 9 is published already"):
        publishing.publish(old, by=bilal)


def test_what_changed_is_told_by_key(first, spoken, bilal):
    made = publishing.begin_next(first, by=bilal)
    one, two = made.statements.order_by("number")
    Statement.objects.filter(pk=one.pk).update(text=f"{LOAN[:-1]} each.", changed_at=clock.now())
    cite(two, spoken[2], stance="differs")
    state(made, "Workshops opened in our town.", spoken[0])
    told = {each.after.number: each for each in changes(build(first, "en"), build(made, "en"))}
    assert {number: each.kinds for number, each in told.items()} == {
        1: ("reworded",),
        2: ("cited",),
        3: ("added",),
    }
    assert [piece.text for piece in told[1].pieces if piece.op == "added"] == [" each"]
    assert told[2].gained == (spoken[2].number,)
    made.statements.get(number=2).delete()
    Statement.objects.filter(reply=made, number=1).update(number=9)
    told = changes(build(first, "en"), build(made, "en"))
    assert [each.kinds for each in told] == [("added",), ("reworded",), ("dropped",)]


def test_what_was_drafted_anew_in_the_same_words_keeps_its_key(first, closed, spoken, bilal):
    now = clock.now()
    anew = Reply.objects.create(
        discussion=closed, number=2, state="draft", made_on=now.date(), made_at=now
    )
    state(anew, HALL, spoken[1], by_hand=False)
    state(anew, "Loans help.", spoken[0], spoken[2])
    publishing.publish(anew, by=bilal)
    told = {each.kinds for each in changes(build(first, "en"), build(anew, "en"))}
    assert told == {("added",), ("dropped",)}
    assert anew.statements.get(number=1).key == first.statements.get(number=2).key


def test_a_translation_with_another_figure_hinders_publishing(draft):
    said = draft.statements.get(number=1)
    for text, passes in (
        ("Un petit prêt de 200 dinars a aidé 43 personnes.", True),
        ("Un petit prêt de 900 dinars a aidé 43 personnes.", False),
    ):
        Translation.objects.update_or_create(
            statement=said,
            language="fr",
            defaults={
                "text": text,
                "origin": "human",
                "source_sha256": digest(said.text),
                "made_at": clock.now(),
            },
        )
        found = check(draft, "translations")
        assert found.passed is passes
        assert [place.words for place in found.places] == ([] if passes else ["fr: 900 dinars"])
