from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diwan.forum import rules

posts = st.lists(st.integers(0, 30), max_size=30).map(
    lambda parents: [
        (number, parent - 1 if 0 < parent <= number else None)
        for number, parent in enumerate(parents)
    ]
)


@given(posts)
def test_every_post_stands_once_whatever_answers_what(rows):
    assert sorted(each.key for each in rules.threaded(rows)) == [key for key, _parent in rows]


@given(posts)
def test_an_answer_stands_below_what_it_answers_and_no_deeper_than_allowed(rows):
    placed = rules.threaded(rows)
    order = {each.key: number for number, each in enumerate(placed)}
    parents = dict(rows)
    for each in placed:
        parent = parents[each.key]
        assert 0 <= each.depth <= rules.DEEPEST
        if parent is not None:
            assert order[parent] < order[each.key]


def test_an_answer_to_what_is_gone_stands_by_itself():
    assert rules.threaded([(2, 1), (3, 2)]) == [(2, 0), (3, 1)]


def test_posts_that_answer_each_other_in_a_circle_are_all_shown():
    assert [each.key for each in rules.threaded([(1, 2), (2, 1)])] == [1, 2]


def test_nothing_leads_back_from_what_was_taken_back():
    assert not any(rules.may_move("withdrawn", to, rules.POST_MOVES) for to in rules.POST_MOVES)


def test_a_name_is_made_of_what_its_writer_chose():
    assert rules.signed("named", " Amina ", "Rihla") == ("Amina", "Rihla")
    assert rules.signed("organisation", "Amina", "Rihla") == ("Rihla",)
    assert rules.signed("organisation", "Amina", "") == ()
    assert rules.signed("anonymous", "Amina", "Rihla") == ()


def test_the_subject_of_an_answer_is_a_title_without_its_marks():
    assert rules.title_of("Re: RE: Fwd: Tools\n at  sea") == "Tools at sea"
    assert rules.title_of("رد: الأدوات") == "الأدوات"
    assert len(rules.title_of("x" * 900)) == rules.LONGEST_TITLE


def test_the_name_of_who_is_not_named_is_taken_from_their_letter():
    assert rules.without_name("Greetings,\nAmina  Alaoui", "Amina Alaoui", "[name]") == (
        "Greetings,\n[name]"
    )
    assert rules.without_name("Amina’s words", "", "[name]") == "Amina’s words"


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text):
    assert rules.tidied(rules.tidied(text)) == rules.tidied(text)


def test_more_readers_are_told_from_fewer():
    assert rules.is_wider("public", "members")
    assert rules.is_wider("body", "body"), "two bodies are not the same people"
    assert not rules.is_wider("members", "public")
