"""What the list beside the desk can be narrowed to, and how many each choice would leave."""

from __future__ import annotations

import pytest

from diwan.discussions import reviewing
from diwan.discussions.actions import authoring, moderation
from diwan.discussions.desk import filters as desk_filters
from diwan.discussions.desk import listing as desk_list
from diwan.discussions.desk.filters import Chosen, Shelf
from diwan.discussions.models import Passage

from . import desk
from .factories import make_contribution, make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(bilal):
    """Three released contributions and one held; the third answers both questions."""
    discussion = make_discussion(lead=bilal)
    given = [
        {"text": "A loan helped my return.", "country": "TN", "kind": "migrant"},
        {"text": "Un prêt m’a aidée à rentrer au pays.", "country": "SN", "kind": "migrant"},
        {"text": "One door for all papers of a family."},
    ]
    keys = [["T1Q1"], ["T1Q1"], ["T1Q1", "T1Q2"]]
    languages = ["en", "fr", "en"]
    for fields, targets, language in zip(given, keys, languages, strict=True):
        made = make_contribution(discussion, released=bilal, language=language, **fields)
        cut(made, targets=targets, marks=["practice"] if "T1Q2" in targets else [])
    make_contribution(discussion, "Nobody has read this.", language="en")
    return discussion


def cut(contribution, **fields):
    version = contribution.versions.get(is_released=True)
    return Passage.objects.create(
        version=version, start=0, end=len(version.masked), kind="answer", **fields
    )


def shelf(discussion, reply=None, **chosen):
    known = reviewing.targets(discussion)
    return Shelf(discussion, known, reply, Chosen(**chosen))


def counts(shelf, name):
    return {option.value: option.count for option in shelf.options(name)}


def numbers(shelf):
    return [shelf.said[pk].number for pk in shelf.kept]


def test_the_released_ones_stand_by_number(harbour):
    assert numbers(shelf(harbour)) == [1, 2, 3]
    assert (shelf(harbour).total, shelf(harbour).narrowed) == (3, 0)


def test_all_of_them_are_listed_when_asked_for_those_without_a_number_last(harbour):
    found = shelf(harbour, state="all")
    assert numbers(found) == [1, 2, 3, None]
    assert (found.total, found.narrowed) == (4, 0)


def test_before_anything_is_released_what_waits_is_listed(bilal):
    discussion = make_discussion("quay", lead=bilal)
    make_contribution(discussion, "Nobody has read this.")
    assert numbers(shelf(discussion)) == [None]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"about": "T1Q2"}, [3]),
        ({"about": "T1Q1"}, [1, 2, 3]),
        ({"state": "held"}, [None]),
        ({"lang": "fr"}, [2]),
        ({"kind": "migrant"}, [1, 2]),
        ({"kind": "-"}, [3]),
        ({"kind": "-", "state": "all"}, [3, None]),
        ({"country": "SN"}, [2]),
        ({"mark": "practice"}, [3]),
        ({"about": "T1Q1", "lang": "en"}, [1, 3]),
        ({"about": "T1Q1", "lang": "en", "country": "SN"}, []),
    ],
)
def test_each_filter_narrows_the_list(harbour, chosen, left):
    assert numbers(shelf(harbour, **chosen)) == left


def test_a_choice_that_is_none_is_forgotten(harbour):
    found = shelf(harbour, about="T9Q9", country="<script>", uncited="1")
    assert numbers(found) == [1, 2, 3]
    assert found.chosen == {"state": "released"}


def test_each_choice_says_how_many_it_would_leave(harbour):
    found = shelf(harbour)
    assert counts(found, "about") == {"T1Q1": 3, "T1Q2": 1}
    assert counts(found, "state") == {"held": 1, "released": 3}
    assert counts(found, "lang") == {"en": 2, "fr": 1}
    assert counts(found, "kind") == {"migrant": 2, "-": 1}
    assert counts(found, "country") == {"SN": 1, "TN": 1, "-": 1}
    assert counts(found, "mark") == {"practice": 1}


def test_counts_heed_the_other_filters_and_not_their_own(harbour):
    found = shelf(harbour, lang="en", about="T1Q1", state="all")
    assert counts(found, "lang") == {"en": 2, "fr": 1}
    assert counts(found, "about") == {"T1Q1": 2, "T1Q2": 1}
    assert counts(found, "country") == {"SN": 0, "TN": 1, "-": 1}
    assert found.count_without("about") == 3


def test_what_the_draft_does_not_cite_yet(harbour, bilal):
    reply = desk.begin(harbour, by=bilal)
    first = harbour.contributions.get(number=1)
    desk.stated(reply, first, by=bilal)
    assert numbers(shelf(harbour, reply, uncited="1")) == [2, 3]
    assert counts(shelf(harbour, reply), "uncited") == {"1": 2}
    assert shelf(harbour).options("uncited") == []


def test_withdrawn_words_answer_nothing_any_more(harbour):
    authoring.withdraw(harbour.contributions.get(number=3), by=None)
    assert counts(shelf(harbour), "about") == {"T1Q1": 2, "T1Q2": 0}
    assert counts(shelf(harbour), "mark") == {}
    assert counts(shelf(harbour), "state")["withdrawn"] == 1


def test_drafts_are_their_authors_own(harbour, amina):
    from diwan.discussions.actions import intake  # noqa: PLC0415

    intake.start(harbour, by=amina)
    assert len(shelf(harbour, state="all").kept) == 4


def test_a_row_tells_who_where_and_what_it_answers(harbour, bilal):
    reply = desk.begin(harbour, by=bilal)
    desk.stated(reply, harbour.contributions.get(number=3), by=bilal)
    found = shelf(harbour, reply, state="all")
    rows = desk_list.rows([found.said[pk] for pk in found.kept], found.known, 3)
    third, held = rows[2], rows[3]
    assert third.words == "One door for all papers of a family."
    assert [target.label for target in third.answers] == ["1.1", "1.2"]
    assert (third.marks, third.cited, third.is_here, third.is_readable) == (
        ["Practice"],
        1,
        True,
        True,
    )
    assert (rows[1].country, rows[1].language_name) == ("Senegal", "French")
    assert (held.words, held.answers, held.is_readable) == ("", [], False)


def test_an_anonymous_contributor_is_not_named(harbour, bilal):
    made = make_contribution(
        harbour, "No name, please.", released=bilal, name="Amel Ben Salah", attribution="anonymous"
    )
    found = shelf(harbour)
    (row,) = desk_list.rows([found.said[made.pk]], found.known, None)
    assert row.signed == "Anonymous contributor"


def test_the_number_of_queries_does_not_grow(harbour, bilal, django_assert_num_queries):
    known = reviewing.targets(harbour)
    reply = desk.begin(harbour, by=bilal)

    def look():
        found = Shelf(harbour, known, reply, Chosen())
        for name in desk_filters.NAMES:
            found.options(name)
        desk_list.rows([found.said[pk] for pk in found.kept], known, None)

    with django_assert_num_queries(9):
        look()
    for index in range(4):
        cut(make_contribution(harbour, f"More words {index}.", released=bilal, country="MA"))
    with django_assert_num_queries(9):
        look()


def test_words_set_aside_after_release_are_not_read(harbour, bilal):
    moderation.set_aside(harbour.contributions.get(number=1), by=bilal, reason="rules")
    found = shelf(harbour)
    (row,) = desk_list.rows(
        [each for each in found.said.values() if each.number == 1], found.known, 1
    )
    assert (row.is_readable, row.words) == (False, "")
