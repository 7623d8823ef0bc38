from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.plans import rules
from diwan.plans.words import Light, ProjectState

numbers = st.decimals(-1_000_000, 1_000_000, places=2)
parts = st.decimals(0, 1, places=4)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
NEW = timedelta(days=30)


def test_every_state_has_its_moves_and_its_code():
    assert set(rules.MOVES) == set(ProjectState.values)
    assert {to for moves in rules.MOVES.values() for to in moves} <= set(ProjectState.values)
    assert set(rules.IATI_STATUS) == set(ProjectState.values) - {"draft"}
    assert sorted(rules.IATI_STATUS.values()) == [1, 2, 3, 4, 5, 6]


def test_nothing_goes_back_to_a_draft_or_out_of_an_end():
    assert all("draft" not in moves for moves in rules.MOVES.values())
    assert rules.is_over("completed")
    assert rules.is_over("cancelled")
    assert not rules.is_over("suspended")


@pytest.mark.parametrize(
    ("measure", "value", "may_be"),
    [
        ("count", "3", True),
        ("count", "3.5", False),
        ("count", "-1", False),
        ("percent", "100", True),
        ("percent", "48.5", True),
        ("percent", "100.1", False),
        ("percent", "-0.1", False),
        ("number", "-3.25", True),
    ],
)
def test_a_value_fits_what_is_measured(measure, value, may_be):
    assert rules.fits(measure, Decimal(value)) is may_be


@given(numbers, numbers, numbers)
def test_progress_lies_between_nothing_and_all(baseline, target, value):
    if baseline == target:
        with pytest.raises(ValueError, match="differ"):
            rules.progress(baseline, target, value)
        return
    done = rules.progress(baseline, target, value)
    assert done is not None
    assert 0 <= done <= 1
    assert rules.progress(baseline, target, baseline) == 0
    assert rules.progress(baseline, target, target) == 1


@given(numbers, numbers, numbers, numbers)
def test_coming_nearer_to_the_target_never_lowers_progress(baseline, target, one, other):
    if baseline == target:
        return
    nearer, farther = sorted((one, other), key=lambda value: (target - baseline) * -value)
    assert rules.progress(baseline, target, nearer) >= rules.progress(baseline, target, farther)


def test_less_can_be_better():
    assert rules.progress(Decimal(90), Decimal(30), Decimal(60)) == Decimal("0.5")
    assert rules.progress(Decimal(90), Decimal(30), Decimal(120)) == 0


@given(st.lists(st.none() | parts))
def test_a_project_is_as_far_as_its_indicators_together(done):
    whole = rules.overall(done)
    if all(part is None for part in done):
        assert whole is None
        return
    assert whole is not None
    assert min(part or 0 for part in done) <= whole <= max(part or 0 for part in done)
    assert rules.overall([*done, None]) <= whole, "one that nobody measured counts as 0"


@given(parts)
def test_a_hundred_per_cent_is_said_only_of_what_is_done(part):
    assert 0 <= rules.percent(part) <= 100
    assert (rules.percent(part) == 100) == (part == 1)


@given(days, days, days)
def test_time_passes_from_nothing_to_all(start, due, on):
    passed = rules.time_passed(start, due, on)
    assert 0 <= passed <= 1
    assert rules.time_passed(start, due, on + timedelta(days=1)) >= passed
    assert rules.time_passed(start, due, due) == 1


@given(parts, parts, parts)
def test_more_progress_never_worsens_the_light(one, other, passed):
    less, more = sorted((one, other))
    order = ["far_behind", "behind", "on_track", "reached"]
    lights = [rules.light(part, passed, age=NEW, is_over=False) for part in (less, more)]
    assert order.index(lights[0]) <= order.index(lights[1])


def test_the_lights_stand_where_the_page_says():
    def light(done: str | None, passed: str, age: timedelta = NEW, *, is_over: bool = False) -> str:
        part = Decimal(done) if done is not None else None
        return rules.light(part, Decimal(passed), age=age, is_over=is_over)

    assert light(None, "0.5") == Light.UNKNOWN
    assert light("0.45", "0.5") == Light.ON_TRACK
    assert light("0.44", "0.5") == Light.BEHIND
    assert light("0.3", "0.5") == Light.BEHIND
    assert light("0.29", "0.5") == Light.FAR_BEHIND
    assert light("1", "1") == Light.REACHED
    old = rules.HOLDS + timedelta(days=1)
    assert light("0.5", "0.5", old) == Light.OLD
    assert light("0.5", "0.5", old, is_over=True) == Light.ON_TRACK
    assert light("1", "0.5", old) == Light.REACHED


def test_the_light_of_a_project_is_its_worst():
    assert rules.worst(["on_track", "far_behind", "unknown"]) == "far_behind"
    assert rules.worst(["on_track", "unknown"]) == "on_track"
    assert rules.worst([]) == "unknown"
    assert {rules.worst([light]) for light in Light.values} == set(Light.values)


@given(st.integers(0, 10**15), st.integers(0, 3))
def test_money_comes_back_as_it_was(minor, digits):
    assert rules.to_minor(rules.from_minor(minor, digits), digits) == minor


def test_money_has_no_more_digits_than_its_currency():
    assert rules.to_minor(Decimal("12.345"), 3) == 12345
    with pytest.raises(ValueError, match="digits"):
        rules.to_minor(Decimal("12.345"), 2)
