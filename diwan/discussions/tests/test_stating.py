"""Every verb at the statements of a draft: what it does, what it refuses, what it writes down."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import authoring, presence, stating, unsaved
from diwan.discussions.actions.stating.locking import Changed
from diwan.discussions.models import (
    Citation,
    Contribution,
    Presence,
    Reply,
    Statement,
    UnsavedText,
    Unused,
)
from diwan.discussions.reply.building import build
from diwan.discussions.reply.verifying import verify

from .desk import ADVICE, DOOR, GUIDE, LOAN, begin, numbers, release, stated, stretch

pytestmark = pytest.mark.django_db


@pytest.fixture
def loan(say, bilal):
    return release(say, LOAN, by=bilal)


@pytest.fixture
def door(say, bilal):
    return release(say, DOOR, by=bilal)


@pytest.fixture
def guide(say, bilal):
    return release(say, GUIDE, by=bilal)


@pytest.fixture
def reply(discussion, bilal):
    return begin(discussion, by=bilal)


# --- a draft ---------------------------------------------------------------------------
def test_an_empty_draft_is_begun_once(discussion, reply, bilal):
    assert (reply.number, reply.state, reply.statements.count()) == (1, "draft", 0)
    with pytest.raises(Refusal, match="draft already"):
        begin(discussion, by=bilal)


def test_an_empty_draft_waits_for_one_that_is_being_made(discussion, bilal):
    now = clock.now()
    Reply.objects.create(discussion=discussion, number=1, made_on=now.date(), made_at=now)
    with pytest.raises(Refusal, match="draft already"):
        begin(discussion, by=bilal)


def test_a_stranger_does_none_of_it(discussion, reply, loan, bilal, dele):
    statement = stated(reply, loan, by=bilal)
    citation = statement.citations.get()
    for act in (
        lambda: begin(discussion, by=dele),
        lambda: stated(reply, loan, by=dele),
        lambda: stating.reword(statement, by=dele, seen=1, text="Mine."),
        lambda: stating.cite(statement, stretch(loan), by=dele, stance="supports"),
        lambda: stating.uncite(citation, by=dele),
        lambda: stating.set_stance(citation, by=dele, stance="differs"),
        lambda: stating.confirm(citation, by=dele),
        lambda: stating.move(statement, by=dele, step=1),
        lambda: stating.merge([statement, statement], by=dele, text="Mine."),
        lambda: stating.split(statement, by=dele, seen=1, texts=("a", "b"), moved=[]),
        lambda: stating.drop(statement, by=dele),
        lambda: stating.put_back(reply, statement.key, by=dele),
        lambda: stating.leave_out(reply, loan, by=dele, reason="no_room"),
        lambda: presence.here(reply, by=dele),
        lambda: unsaved.keep(reply, by=dele, place="new-T1Q1", text="Mine."),
    ):
        with pytest.raises((PermissionDenied, Refusal)):
            act()
    assert [*reply.statements.values_list("text", flat=True)] == [statement.text]
    assert not UnsavedText.objects.exists()
    assert not Presence.objects.exists()


@pytest.mark.parametrize("state", ["published", "endorsed", "making", "failed"])
def test_only_a_draft_changes(reply, loan, door, bilal, state):
    statement = stated(reply, loan, by=bilal)
    citation = statement.citations.get()
    Reply.objects.filter(pk=reply.pk).update(state=state)
    for act in (
        lambda: stated(reply, loan, by=bilal),
        lambda: stating.reword(statement, by=bilal, seen=1, text="Other."),
        lambda: stating.cite(statement, stretch(door), by=bilal, stance="supports"),
        lambda: stating.uncite(citation, by=bilal),
        lambda: stating.set_stance(citation, by=bilal, stance="differs"),
        lambda: stating.move(statement, by=bilal, step=1),
        lambda: stating.drop(statement, by=bilal),
        lambda: stating.put_back(reply, statement.key, by=bilal),
        lambda: stating.leave_out(reply, door, by=bilal, reason="no_room"),
    ):
        with pytest.raises(Refusal, match="no draft any more"):
            act()


# --- writing ---------------------------------------------------------------------------
def test_a_statement_rests_on_the_words_it_was_written_from(reply, loan, guide, bilal):
    statement = stated(
        reply,
        loan,
        guide,
        by=bilal,
        text="  A companion and a loan help.  ",
        themes=["labour-matching"],
        places=["TN"],
    )
    assert (statement.number, statement.kind, statement.about) == (1, "point", "T1Q1")
    assert (statement.text, statement.language) == ("A companion and a loan help.", "en")
    assert (statement.themes, statement.places) == (["labour-matching"], ["TN"])
    assert (statement.changed_by, statement.revision) == (bilal, 1)
    first, second = statement.citations.all()
    assert (first.order, first.stance, first.is_perhaps) == (1, "supports", False)
    assert second.language == "fr"
    assert verify(reply) == []


def test_the_words_of_a_statement_may_be_french_or_arabic(reply, loan, bilal):
    french = stated(reply, loan, by=bilal, text="Un prêt aide mieux qu’une formation au retour.")
    arabic = stated(reply, loan, by=bilal, text="القرض أنفع للعائدين من التكوين.")
    assert (french.language, arabic.language) == ("fr", "ar")


def test_statements_stand_in_the_order_of_the_reply(reply, loan, bilal):
    for text, fields in [
        ("advice one", {"kind": "recommendation", "about": "T1Q1", "addressee": "towns"}),
        ("skills", {"about": "T2Q1"}),
        ("no question", {"about": ""}),
        ("in Tunisia", {"kind": "experience", "place": "TN"}),
        ("first", {"about": "T1Q1"}),
        ("in Italy", {"kind": "experience", "place": "IT"}),
        ("whole topic", {"about": "T1"}),
        ("in Tunisia again", {"kind": "experience", "place": "TN"}),
        ("first again", {"about": "T1Q1"}),
        ("advice two", {"kind": "recommendation", "about": ""}),
    ]:
        stated(reply, loan, by=bilal, text=text, **fields)
    assert numbers(reply) == [
        "whole topic",
        "first",
        "first again",
        "skills",
        "no question",
        "in Tunisia",
        "in Tunisia again",
        "in Italy",
        "advice one",
        "advice two",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "   "}, "no words yet"),
        ({"text": "a" * 3001}, "at most 3000"),
        ({"kind": "slogan"}, "not known"),
        ({"about": "T9"}, "not known"),
        ({"kind": "experience"}, "which country"),
        ({"kind": "experience", "place": "XX"}, "not known"),
        ({"themes": ["weather"]}, "not known"),
        ({"places": ["XX"]}, "not known"),
    ],
)
def test_what_is_not_known_is_refused(reply, loan, bilal, fields, words):
    with pytest.raises(Refusal, match=words):
        stated(reply, loan, by=bilal, **fields)
    assert not Statement.objects.exists()


def test_only_shown_words_of_this_discussion_are_cited(reply, loan, say, bilal, chloe):
    there = stretch(loan)
    for wrong in (
        stating.Stretch(there.version, 0, 9999),
        stating.Stretch(there.version, 5, 5),
        stating.Stretch(999_999, 0, 4),
    ):
        with pytest.raises(Conflict):
            stating.write(reply, by=bilal, text="a", about="", stretches=[wrong])
    authoring.withdraw(loan, by=None)
    with pytest.raises(Conflict, match="not shown"):
        stating.write(reply, by=bilal, text="a", about="", stretches=[there])
    assert not Statement.objects.exists()


def test_only_an_experience_has_a_country_and_only_advice_somebody_it_is_for(reply, loan, bilal):
    statement = stated(reply, loan, by=bilal, kind="point", place="TN", addressee="towns")
    assert (statement.place, statement.addressee) == (None, "")
    advice = stating.reword(statement, by=bilal, seen=1, kind="recommendation", addressee="towns")
    assert advice.addressee == "towns"


# --- rewording -------------------------------------------------------------------------
def test_what_is_not_given_stays(reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal, themes=["labour-matching"])
    changed = stating.reword(statement, by=admin, seen=1, text="Other words.")
    assert (changed.text, changed.revision, changed.changed_by) == ("Other words.", 2, admin)
    assert (changed.about, changed.themes) == ("T1Q1", ["labour-matching"])
    last = Entry.objects.latest("id")
    assert (last.verb, last.details) == ("reword statement", {"changed": ["text"]})


def test_saving_the_same_is_no_change(reply, loan, bilal):
    statement = stated(reply, loan, by=bilal)
    again = stating.reword(statement, by=bilal, seen=1, text=statement.text, kind="point")
    assert again.revision == 1


def test_nobody_overwrites_what_they_have_not_seen(reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    stating.reword(statement, by=admin, seen=1, text="Theirs.")
    with pytest.raises(Changed) as caught:
        stating.reword(statement, by=bilal, seen=1, text="Mine.")
    assert caught.value.statement.text == "Theirs."
    statement.refresh_from_db()
    assert (statement.text, statement.revision) == ("Theirs.", 2)


def test_another_question_is_another_place(reply, loan, bilal):
    first, *_rest = [
        stated(reply, loan, by=bilal, text=text, about=about)
        for text, about in [("a", "T1Q1"), ("b", "T1Q1"), ("c", "T1Q2"), ("d", "T2Q1")]
    ]
    stating.reword(first, by=bilal, seen=1, about="T1Q2")
    assert numbers(reply) == ["b", "c", "a", "d"]


# --- citing ----------------------------------------------------------------------------
def test_words_are_cited_once_whatever_their_stance(reply, loan, door, bilal):
    statement = stated(reply, loan, by=bilal)
    stating.cite(statement, [stretch(door), stretch(loan)], by=bilal, stance="differs")
    assert [(row.order, row.stance) for row in statement.citations.all()] == [
        (1, "differs"),
        (2, "differs"),
    ]
    statement.refresh_from_db()
    assert statement.revision == 1  # the wording did not change


def test_citing_needs_something_and_a_stance(reply, loan, bilal):
    statement = stated(reply, loan, by=bilal)
    with pytest.raises(Refusal, match="Choose passages"):
        stating.cite(statement, [], by=bilal, stance="supports")
    with pytest.raises(Refusal, match="support"):
        stating.cite(statement, stretch(loan), by=bilal, stance="adores")


def test_who_is_cited_is_left_out_no_more(reply, loan, door, bilal):
    statement = stated(reply, loan, by=bilal)
    stating.leave_out(reply, door, by=bilal, reason="said_by_others")
    assert Unused.objects.get().contribution == door
    stating.cite(statement, stretch(door), by=bilal, stance="supports")
    assert not Unused.objects.exists()
    with pytest.raises(Refusal, match="is cited"):
        stating.leave_out(reply, door, by=bilal, reason="said_by_others")
    with pytest.raises(Refusal, match="reasons"):
        stating.leave_out(reply, door, by=bilal, reason="boring")


def test_the_citation_that_holds_the_text_is_the_first(reply, loan, door, bilal):
    statement = stated(reply, loan, by=bilal, text=DOOR)
    stating.cite(statement, stretch(door), by=bilal, stance="supports")
    assert statement.citations.first().version.contribution == door
    stating.reword(statement, by=bilal, seen=1, text=LOAN)
    assert statement.citations.first().version.contribution == loan
    assert [row.order for row in statement.citations.all()] == [1, 2]


def test_a_citation_goes_but_not_the_one_whose_words_the_statement_has(reply, loan, door, bilal):
    statement = stated(reply, loan, door, by=bilal, text=LOAN.rstrip("."))
    own, other = statement.citations.all()
    with pytest.raises(Refusal, match="Reword the statement first"):
        stating.uncite(own, by=bilal)
    stating.uncite(other, by=bilal)
    assert [row.pk for row in statement.citations.all()] == [own.pk]
    with pytest.raises(Conflict, match="took this citation away"):
        stating.uncite(other, by=bilal)


def test_a_stance_is_changed_by_whoever_has_seen_it(reply, loan, bilal):
    citation = stated(reply, loan, by=bilal).citations.get()
    Citation.objects.update(is_perhaps=True)
    changed = stating.set_stance(citation, by=bilal, stance="qualifies", seen="supports")
    assert (changed.stance, changed.is_perhaps) == ("qualifies", False)
    with pytest.raises(Conflict, match="changed this citation"):
        stating.set_stance(citation, by=bilal, stance="differs", seen="supports")


def test_perhaps_is_confirmed(reply, loan, bilal):
    citation = stated(reply, loan, by=bilal).citations.get()
    Citation.objects.update(is_perhaps=True)
    assert not stating.confirm(citation, by=bilal).is_perhaps


def test_withdrawn_words_take_a_statement_in_them_along(reply, loan, door, bilal):
    stated(reply, door, loan, by=bilal, text=LOAN)
    authoring.withdraw(loan, by=None)
    (statement,) = build(Reply.objects.get(), "en").statements
    assert statement.text == ""
    assert [each.flag for each in statement.citations] == ["withdrawn", ""]


# --- order -----------------------------------------------------------------------------
def test_statements_move_among_their_neighbours(reply, loan, bilal):
    rows = [
        stated(reply, loan, by=bilal, text=text, about=about)
        for text, about in [("a", "T1Q1"), ("b", "T1Q1"), ("c", "T1Q2")]
    ]
    stating.move(rows[1], by=bilal, step=-1)
    assert numbers(reply) == ["b", "a", "c"]
    stating.move(rows[1], by=bilal, step=1)
    assert numbers(reply) == ["a", "b", "c"]
    with pytest.raises(Refusal, match="last one"):
        stating.move(rows[1], by=bilal, step=1)
    with pytest.raises(Refusal, match="first one"):
        stating.move(rows[2], by=bilal, step=-1)


# --- one of two, two of one ------------------------------------------------------------
def test_merging_keeps_every_citation_once(reply, loan, door, guide, bilal):
    first = stated(reply, loan, door, by=bilal, text="a", themes=["labour-matching"])
    stated(reply, loan, by=bilal, text="b")
    third = stated(reply, door, guide, by=bilal, text="c", is_summary=True)
    merged = stating.merge([third, first], by=bilal, text="a and c")
    assert merged.pk == first.pk
    assert numbers(reply) == ["a and c", "b"]
    cited = [row.version.contribution.pk for row in merged.citations.all()]
    assert cited == [loan.pk, door.pk, guide.pk]
    assert (merged.is_summary, merged.themes) == (True, ["labour-matching"])
    back = stating.put_back(reply, third.key, by=bilal)
    assert [row.version.contribution.pk for row in back.citations.all()] == [door.pk, guide.pk]
    assert verify(reply) == []


def test_merging_needs_two_that_nobody_changed(reply, loan, bilal):
    first, second = (stated(reply, loan, by=bilal, text=text) for text in "ab")
    with pytest.raises(Refusal, match="two statements"):
        stating.merge([first, first], by=bilal, text="a")
    with pytest.raises(Changed):
        stating.merge([first, second], by=bilal, text="c", seen={second.pk: 7})
    assert numbers(reply) == ["a", "b"]


def test_splitting_divides_the_citations(reply, loan, door, bilal):
    statement = stated(reply, loan, door, by=bilal, text="a and b", themes=["labour-matching"])
    stated(reply, loan, by=bilal, text="c")
    going = statement.citations.last()
    first, second = stating.split(statement, by=bilal, seen=1, texts=("a", "b"), moved=[going.pk])
    assert numbers(reply) == ["a", "b", "c"]
    assert first.key != second.key
    assert second.themes == ["labour-matching"]
    assert [row.order for row in second.citations.all()] == [1]
    assert first.citations.get().version.contribution == loan
    assert second.citations.get().version.contribution == door


def test_each_half_has_words_and_something_to_rest_on(reply, loan, door, bilal):
    statement = stated(reply, loan, door, by=bilal)
    own, other = statement.citations.all()
    for texts, moved, words in [
        (("a", " "), [other.pk], "no words"),
        (("a", "b"), [], "at least one citation"),
        (("a", "b"), [own.pk, other.pk], "at least one citation"),
        (("a", LOAN), [other.pk], "in the words of a citation of the other"),
    ]:
        with pytest.raises(Refusal, match=words):
            stating.split(statement, by=bilal, seen=1, texts=texts, moved=moved)
    with pytest.raises(Changed):
        stating.split(statement, by=bilal, seen=0, texts=("a", "b"), moved=[other.pk])
    assert Statement.objects.count() == 1


# --- dropping --------------------------------------------------------------------------
def test_what_is_dropped_can_be_put_back_by_whoever_did_it(reply, loan, door, bilal, admin):
    statement = stated(reply, loan, door, by=bilal, text="a", themes=["labour-matching"])
    stated(reply, loan, by=bilal, text="b")
    with pytest.raises(Changed):
        stating.drop(statement, by=bilal, seen=9)
    stating.drop(statement, by=bilal, seen=1)
    assert numbers(reply) == ["b"]
    entry = Entry.objects.latest("id")
    assert (entry.verb, entry.details["citations"]) == ("drop statement", 2)
    with pytest.raises(Conflict):
        stating.put_back(reply, statement.key, by=admin)
    back = stating.put_back(reply, statement.key, by=bilal)
    assert numbers(reply) == ["b", "a"]
    assert (back.key, back.themes) == (statement.key, ["labour-matching"])
    assert back.citations.count() == 2
    with pytest.raises(Conflict, match="nothing to put back"):
        stating.put_back(reply, statement.key, by=bilal)


def test_what_was_taken_back_meanwhile_is_not_put_back(reply, loan, bilal):
    statement = stated(reply, loan, by=bilal, text=LOAN)
    stating.drop(statement, by=bilal)
    Contribution.objects.update(state="set_aside")
    with pytest.raises(Refusal, match="taken back"):
        stating.put_back(reply, statement.key, by=bilal)
    authoring.withdraw(loan, by=None)
    with pytest.raises(Refusal):
        stating.put_back(reply, statement.key, by=bilal)
    assert not Statement.objects.exists()


def test_the_log_holds_no_words(reply, loan, door, bilal):
    statement = stated(reply, loan, by=bilal, text=ADVICE)
    stating.cite(statement, stretch(door), by=bilal, stance="differs")
    stating.reword(statement, by=bilal, seen=1, text=GUIDE)
    stating.drop(statement, by=bilal)
    told = str([*Entry.objects.values_list("details", "reason")])
    for words in (ADVICE, GUIDE, DOOR, LOAN):
        assert words[:20] not in told


# --- who is there, what is not saved ---------------------------------------------------
def test_colleagues_see_each_other_for_two_minutes(reply, loan, bilal, admin):
    statement = stated(reply, loan, by=bilal)
    presence.here(reply, by=bilal, statement=statement)
    presence.here(reply, by=admin)
    presence.here(reply, by=admin)
    (row,) = presence.others(reply, than=admin)
    assert (row.person, row.statement) == (bilal, statement)
    later = clock.now() + timedelta(minutes=2, seconds=1)
    with patch.object(clock, "now", lambda: later):
        assert presence.others(reply, than=admin) == []
    assert presence.forget_gone(later) == 2
    assert not Presence.objects.exists()


def test_what_is_typed_is_kept_until_it_is_saved(reply, bilal, admin):
    unsaved.keep(reply, by=bilal, place="s-abc", text="half a sen", revision=3)
    unsaved.keep(reply, by=bilal, place="s-abc", text="half a sentence", revision=4)
    unsaved.keep(reply, by=bilal, place="new-T1Q1", text="a new one")
    assert unsaved.of(reply, by=admin) == {}
    mine = unsaved.of(reply, by=bilal)
    assert {place: (row.text, row.revision) for place, row in mine.items()} == {
        "s-abc": ("half a sentence", 4),
        "new-T1Q1": ("a new one", 0),
    }
    unsaved.keep(reply, by=bilal, place="s-abc", text="  ")
    unsaved.forget(reply, by=bilal, place="new-T1Q1")
    assert unsaved.of(reply, by=bilal) == {}


def test_only_places_of_the_desk_are_kept(reply, bilal):
    for place in ("x-abc", "d-abc", "s-" + "a" * 60, "s-a b"):
        with pytest.raises(Refusal, match="form is broken"):
            unsaved.keep(reply, by=bilal, place=place, text="a")
    with pytest.raises(Refusal, match="far too long"):
        unsaved.keep(reply, by=bilal, place="s-abc", text="a" * 20_001)


def test_unsaved_words_go_with_the_draft(reply, bilal):
    unsaved.keep(reply, by=bilal, place="s-abc", text="half a sentence")
    assert unsaved.forget_old(clock.now()) == 0
    Reply.objects.update(state="published")
    assert unsaved.forget_old(clock.now()) == 1
