"""Passages of what is released: found, corrected, kept through edits, forgotten on withdrawal."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied

from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import asking, authoring, moderation, passages
from diwan.discussions.models import Passage
from diwan.discussions.outlines import outline_of, writing_of
from diwan.texts.passages import Declared, Writing
from diwan.texts.passages import Passage as Found

pytestmark = pytest.mark.django_db

WORDS = "Dear colleagues,\n\nA town needs one door for all papers.\n\nKind regards"


@pytest.fixture
def released(say, bilal):
    def _released(words=WORDS, **fields):
        fields.setdefault("email", f"p{abs(hash(words))}@example.net")
        return moderation.release(say(words, **fields), by=bilal)

    return _released


def found(*stretches):
    """Let the program find these (start, end, kind, targets) in whatever it is given."""
    made = tuple(
        Found(start, end, kind, targets, 0.5, "en") for start, end, kind, targets in stretches
    )
    return patch.object(passages.pure, "find", lambda _outline, writings: [made for _ in writings])


def rows(contribution):
    shown = Passage.objects.filter(version__contribution=contribution, version__is_released=True)
    return [(row.start, row.end, row.kind, row.targets) for row in shown.order_by("start")]


def words(contribution):
    shown = contribution.versions.get(is_released=True).masked
    return [shown[start:end] for start, end, _kind, _targets in rows(contribution)]


def test_every_released_word_is_in_one_passage(discussion, released):
    contribution = released()
    assert passages.align(discussion, by=None) == len(rows(contribution)) > 0
    shown = contribution.versions.get(is_released=True).masked
    assert "".join("".join(words(contribution)).split()) == "".join(shown.split())


def test_held_words_have_no_passages(discussion, say):
    say(WORDS, email="p@example.net")
    assert passages.align(discussion, by=None) == 0


def test_the_program_is_told_what_stands_under_which_question_of_the_form(discussion, released):
    contribution = released("Call me at +216 20 123 456: one door would help.", question="T1Q2")
    version = contribution.versions.get(is_released=True)
    asked, writing = outline_of(discussion), writing_of(version)
    assert [question.key for topic in asked.topics for question in topic.questions] == [
        *("T1Q1", "T1Q2", "T2Q1")
    ]
    assert writing == Writing(version.masked, "en", (Declared(0, len(version.masked), "T1Q2"),))
    assert "216" not in writing.text


def test_finding_again_replaces_what_the_program_found(discussion, released):
    contribution = released()
    with found((0, 16, "greeting", ())):
        passages.align(discussion, by=None)
    with found((0, 5, "greeting", ()), (5, 18, "answer", ("T1Q1",))):
        passages.align(discussion, by=None)
    assert rows(contribution) == [(0, 4, "greeting", []), (5, 16, "answer", ["T1Q1"])]


def test_a_correction_stays_and_what_is_found_is_cut_off_around_it(discussion, released, bilal):
    contribution = released()
    with found((18, 55, "answer", ("T1Q1",))):
        passages.align(discussion, by=None)
    passage = Passage.objects.get()
    passages.correct(passage, by=bilal, kind="answer", targets=["T1Q2"])
    with found((0, 30, "greeting", ()), (30, len(WORDS), "answer", ("T2Q1",))):
        assert passages.align(discussion, by=bilal) == 3
    assert rows(contribution) == [
        (0, 16, "greeting", []),
        (18, 55, "answer", ["T1Q2"]),
        (57, 69, "answer", ["T2Q1"]),
    ]


def test_a_correction_moves_to_a_new_version_of_the_same_words(discussion, released, say, bilal):
    contribution = released()
    with found((18, 55, "answer", ("T1Q1",))):
        passages.align(discussion, by=None)
    passages.correct(Passage.objects.get(), by=bilal, kind="answer", targets=["T2"])
    version = authoring.correct(contribution, text="Good morning to you all.\n" + WORDS, by=None)
    moderation.merge_correction(version, by=bilal)
    with found():
        passages.align(discussion, by=None)
        passages.align(discussion, by=None)
    assert words(contribution) == [WORDS[18:55].strip()]
    assert rows(contribution)[0][3] == ["T2"]


def test_a_correction_does_not_follow_words_that_were_changed(discussion, released, bilal):
    contribution = released()
    with found((18, 55, "answer", ("T1Q1",))):
        passages.align(discussion, by=None)
    passages.correct(Passage.objects.get(), by=bilal, kind="answer", targets=["T1Q2"])
    changed = WORDS.replace("one door", "two doors")
    moderation.merge_correction(authoring.correct(contribution, text=changed, by=None), by=bilal)
    with found((18, 55, "answer", ("T1Q1",))):
        passages.align(discussion, by=None)
    assert [targets for *_rest, targets in rows(contribution)] == [["T1Q1"]]


def test_passages_move_along_when_the_words_are_masked_anew(discussion, released):
    said = "I am Amina Ben Salah and say:\n\nA town needs one door."
    contribution = released(said, name="Amina Ben Salah")
    passages.align(discussion, by=None)
    before = words(contribution)
    authoring.attribute(contribution, attribution="anonymous", by=None)
    assert "Amina" not in contribution.versions.get(is_released=True).masked
    assert words(contribution)[-1] == before[-1]


def test_withdrawn_words_leave_no_passages(discussion, released):
    contribution = released()
    passages.align(discussion, by=None)
    authoring.withdraw(contribution, by=None)
    assert not Passage.objects.exists()


def test_only_the_team_corrects(discussion, released, bilal, dele):
    released()
    passages.align(discussion, by=None)
    passage = Passage.objects.first()
    with pytest.raises(PermissionDenied):
        passages.correct(passage, by=dele, kind="greeting", targets=[])
    with pytest.raises(PermissionDenied):
        passages.align(discussion, by=dele)


@pytest.mark.parametrize(
    ("kind", "targets", "said"),
    [
        ("nonsense", [], "no kind of passage"),
        ("answer", ["T9"], "no question or topic"),
        ("answer", ["T1", "T1Q1"], "but not both"),
        ("answer", ["T1", "T2"], "but not both"),
    ],
)
def test_what_cannot_be_is_refused(discussion, released, bilal, kind, targets, said):
    released()
    passages.align(discussion, by=None)
    with pytest.raises(Refusal, match=said):
        passages.correct(Passage.objects.first(), by=bilal, kind=kind, targets=targets)


def test_targets_stand_in_the_order_of_the_call_and_only_answers_have_any(
    discussion, released, bilal
):
    released()
    passages.align(discussion, by=None)
    passage = Passage.objects.first()
    made = passages.correct(passage, by=bilal, kind="answer", targets=["T2Q1", "T1Q1", "T2Q1"])
    assert made.targets == ["T1Q1", "T2Q1"]
    assert (made.confidence, made.corrected_by) == (1.0, bilal)
    made = passages.correct(passage, by=bilal, kind="greeting", targets=["T1Q1"])
    assert made.targets == []


def test_who_saw_an_older_state_is_told(discussion, released, bilal, admin):
    released()
    passages.align(discussion, by=None)
    passage = Passage.objects.first()
    passages.correct(passage, by=admin, kind="greeting", targets=[], seen=None)
    with pytest.raises(Conflict):
        passages.correct(passage, by=bilal, kind="answer", targets=[], seen=None)
    Passage.objects.all().delete()
    with pytest.raises(Conflict):
        passages.correct(passage, by=bilal, kind="answer", targets=[])


def test_words_that_are_shown_no_more_are_not_corrected(discussion, released, bilal):
    contribution = released()
    passages.align(discussion, by=None)
    passage = Passage.objects.first()
    moderation.set_aside(contribution, by=bilal, reason="off_topic")
    with pytest.raises(Conflict):
        passages.correct(passage, by=bilal, kind="greeting", targets=[])


def test_no_question_takes_over_the_answers_of_a_removed_one(discussion, released, bilal):
    contribution = released()
    topic = discussion.topics.order_by("number").first()
    added = asking.add_question(topic, text={"en": "Who opens the door?"}, by=bilal)
    with found((0, 16, "answer", (added.key,))):
        passages.align(discussion, by=bilal)
    discussion.stage = "draft"
    discussion.save()
    added.refresh_from_db()
    asking.remove(added, by=bilal)
    topic.refresh_from_db()
    other = asking.add_question(topic, text={"en": "Who shuts it?"}, by=bilal)
    assert other.key not in rows(contribution)[0][3]
