"""Laws of states, of two reviews together, and of addresses of works."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from diwan.library import rules
from diwan.library.rules.items import may_review
from diwan.library.words import ItemState

VERDICTS = st.lists(st.sampled_from(["", "publish", "return"]), max_size=5)


def test_every_state_has_a_way_on_and_no_unknown_one():
    assert set(rules.MOVES) == set(ItemState.values)
    assert all(moves <= set(ItemState.values) for moves in rules.MOVES.values())


@given(VERDICTS)
def test_two_reviewers_at_least_publish_and_one_returns(verdicts):
    outcome = rules.decision(verdicts)
    assert (outcome == "returned") == ("return" in verdicts)
    if outcome == "published":
        assert len(verdicts) >= rules.REVIEWERS
        assert set(verdicts) == {"publish"}


@given(VERDICTS)
def test_the_order_of_verdicts_makes_no_difference(verdicts):
    assert rules.decision(verdicts) == rules.decision(verdicts[::-1])


@given(
    st.integers(1, 5), st.integers(1, 5), st.none() | st.integers(1, 5), st.sets(st.integers(1, 5))
)
def test_nobody_reviews_their_own_whatever_they_declare(reviewer, submitter, body, bodies):
    may = may_review(reviewer, submitter=submitter, reviewer_body=body, bodies=bodies, conflict="x")
    assert may == (reviewer != submitter)
    silent = may_review(
        reviewer, submitter=submitter, reviewer_body=body, bodies=bodies, conflict=" "
    )
    assert silent == (reviewer != submitter and body not in bodies)


@given(st.dates(), st.integers(-5, 5))
def test_a_day_is_past_only_after_it(day, days):
    try:
        today = day + timedelta(days=days)
    except OverflowError:
        return
    assert rules.is_out_of_date(day, today) == (days > 0)


def test_what_nobody_dates_is_never_out_of_date():
    assert not rules.is_out_of_date(None, date(2100, 1, 1))


def test_a_doi_is_told_from_an_address():
    assert rules.is_doi("10.1000/182")
    assert not rules.is_doi("https://doi.org/10.1000/182")
    assert not rules.is_doi("10.1000/1 82")
