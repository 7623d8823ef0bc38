"""Marks and tags of passages: decided by a person, and kept through every run."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from diwan.audit.models import Entry
from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import authoring, marking, moderation, passages
from diwan.discussions.models import Passage

pytestmark = pytest.mark.django_db

WORDS = "Dear colleagues,\n\nA town needs one door for all papers.\n\nKind regards"


@pytest.fixture
def passage(say, bilal):
    """A passage in the middle of a released letter, as the program found it."""
    contribution = moderation.release(say(WORDS, email="p@example.net"), by=bilal)
    version = contribution.versions.get(is_released=True)
    start = version.masked.index("A town")
    end = version.masked.index(".", start) + 1
    return Passage.objects.create(
        version=version, start=start, end=end, kind="answer", targets=["T1Q1"], language="en"
    )


def tags(**changes):
    return {"themes": [], "places": [], "named": [], **changes}


def kept(passage):
    rows = Passage.objects.filter(version__contribution=passage.version.contribution).shown()
    return [(row.marks, row.themes, row.places, row.named) for row in rows if row.corrected_at]


def test_marks_are_put_on_and_taken_off_in_their_order(passage, bilal):
    marking.mark(passage, by=bilal, mark="evidence")
    marking.mark(passage, by=bilal, mark="practice")
    assert Passage.objects.get(pk=passage.pk).marks == ["practice", "evidence"]
    left = marking.mark(passage, by=bilal, mark="evidence")
    assert left.marks == ["practice"]


def test_a_marked_passage_is_decided_by_a_person(passage, bilal):
    marked = marking.mark(passage, by=bilal, mark="practice")
    assert marked.corrected_by == bilal
    assert marked.corrected_at is not None
    assert (marked.kind, marked.targets) == (passage.kind, passage.targets)


def test_tags_replace_those_before_each_once(passage, bilal):
    body = ("organisation", "House of  Return")
    marking.tag(passage, by=bilal, **tags(themes=["health"], named=[("initiative", "One Door")]))
    tagged = marking.tag(
        passage,
        by=bilal,
        **tags(themes=["environment", "environment"], places=["TN", "SN"], named=[body, body]),
    )
    assert (tagged.themes, tagged.places) == (["environment"], ["TN", "SN"])
    assert tagged.named == [{"kind": "organisation", "name": "House of Return"}]


def test_finding_again_loses_no_mark_and_no_tag(discussion, passage, bilal):
    marking.mark(passage, by=bilal, mark="obstacle")
    given = tags(themes=["health"], places=["TN"], named=[("organisation", "House of Return")])
    marking.tag(passage, by=bilal, **given)
    before = kept(passage)
    passages.align(discussion, by=None)
    named = [{"kind": "organisation", "name": "House of Return"}]
    assert kept(passage) == before == [(["obstacle"], ["health"], ["TN"], named)]


def test_marks_and_tags_move_along_to_the_new_words(discussion, passage, bilal):
    marking.mark(passage, by=bilal, mark="obstacle")
    given = tags(themes=["health"], places=["TN"], named=[("organisation", "House of Return")])
    marking.tag(passage, by=bilal, **given)
    before = kept(passage)
    contribution = passage.version.contribution
    version = authoring.correct(contribution, text="Good morning.\n" + WORDS, by=None)
    moderation.merge_correction(version, by=bilal)
    passages.align(discussion, by=None)
    rows = Passage.objects.filter(version__contribution=contribution).shown().corrected()
    assert [(row.version.masked[row.start : row.end]) for row in rows] == [
        "A town needs one door for all papers."
    ]
    assert kept(passage) == before


def test_who_saw_something_older_overwrites_nothing(passage, bilal):
    marking.mark(passage, by=bilal, mark="obstacle")
    with pytest.raises(Conflict):
        marking.mark(passage, by=bilal, mark="obstacle", seen=None)
    with pytest.raises(Conflict):
        marking.tag(passage, by=bilal, seen=None, **tags(themes=["health"]))
    assert kept(passage) == [(["obstacle"], [], [], [])]


@pytest.mark.parametrize(
    "given",
    [
        {"themes": ["no-theme"]},
        {"places": ["ZZZ"]},
        {"named": [("person", "Amina")]},
        {"named": [("organisation", "  ")]},
        {"named": [("organisation", "x" * 201)]},
    ],
)
def test_what_is_not_on_the_lists_is_refused(passage, bilal, given):
    with pytest.raises(Refusal):
        marking.tag(passage, by=bilal, **tags(**given))
    with pytest.raises(Refusal):
        marking.mark(passage, by=bilal, mark="brilliant")
    assert kept(passage) == []


def test_words_that_are_shown_no_more_are_not_marked(passage, bilal):
    moderation.set_aside(passage.version.contribution, by=bilal, reason="rules")
    with pytest.raises(Conflict):
        marking.mark(passage, by=bilal, mark="practice")


def test_only_the_team_marks(passage, amina):
    with pytest.raises(PermissionDenied):
        marking.mark(passage, by=amina, mark="practice")
    with pytest.raises(PermissionDenied):
        marking.tag(passage, by=amina, **tags())


def test_the_log_tells_who_marked(passage, bilal):
    marking.mark(passage, by=bilal, mark="practice")
    entry = Entry.objects.get(verb="mark passage")
    assert entry.details["marks"] == ["practice"]
