from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.agreements.rules import (
    MOVES,
    SHAPES,
    Contradiction,
    contradictions,
    digest,
    may_move,
    missing_parts,
    missing_to_enter,
    span,
)
from diwan.agreements.words import AgreementKind, AgreementState, Part


def test_every_kind_has_a_shape_of_known_parts():
    assert set(SHAPES) == set(AgreementKind.values)
    for shape in SHAPES.values():
        assert shape.required
        assert set(shape.parts) <= set(Part.values)
        assert len(set(shape.parts)) == len(shape.parts)


def test_every_state_has_its_moves():
    assert set(MOVES) == set(AgreementState.values)
    assert set().union(*MOVES.values()) <= set(AgreementState.values)


def test_nothing_is_in_force_that_was_not_signed():
    assert not may_move("draft", "in_force")
    assert not may_move("proposed", "in_force")
    assert may_move("signed", "in_force")


@pytest.mark.parametrize(
    ("kind", "present", "missing"),
    [
        ("twinning", ["two_sides", "priorities"], []),
        ("twinning", ["priorities"], ["two_sides"]),
        ("labour_agreement", ["two_sides"], ["measures", "safeguards"]),
        ("territorial_accord", ["two_sides", "priorities"], ["governance"]),
        ("agency", ["parties"], ["branches", "roles"]),
    ],
)
def test_what_a_kind_misses_is_named(kind, present, missing):
    assert missing_parts(kind, present) == missing


def test_states_recognise_an_accord_of_their_territories_before_it_is_in_force():
    assert missing_to_enter("territorial_accord", ["two_sides"]) == ["recognition"]
    assert missing_to_enter("territorial_accord", ["recognition"]) == []
    assert missing_to_enter("twinning", []) == []


def day(text: str) -> tuple[date, date]:
    return date.fromisoformat(text), date.fromisoformat(text)


YEAR_2014 = (date(2014, 1, 1), date(2014, 12, 31))


def test_in_force_before_it_was_signed_is_a_contradiction():
    milestones = {"signed": day("2014-03-03"), "in_force": day("2014-03-02")}
    assert contradictions(milestones) == [Contradiction("signed", "in_force")]


def test_a_year_contradicts_only_what_it_cannot_hold():
    assert contradictions({"signed": day("2014-03-03"), "in_force": YEAR_2014}) == []
    assert contradictions({"signed": day("2015-01-01"), "in_force": YEAR_2014})


def test_an_early_end_is_none():
    assert contradictions({"expires": day("2020-01-01"), "ended": day("2018-01-01")}) == []
    assert contradictions({"expires": day("2010-01-01"), "signed": day("2018-01-01")})


_DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
_ORDER = ["negotiated", "signed", "in_force", "ended"]


@given(st.lists(_DAYS, min_size=4, max_size=4), st.integers(0, 400))
def test_days_in_their_order_never_contradict(days, slack):
    laid = dict(zip(_ORDER, [(d, d + timedelta(slack)) for d in sorted(days)], strict=True))
    assert contradictions(laid) == []


def test_what_is_signed_is_the_same_in_any_order_and_differs_with_any_word():
    one = {"title": {"en": "Water", "ar": "ماء"}, "parties": ["a", "b"]}
    assert digest(one) == digest(dict(reversed(one.items())))
    assert digest(one) != digest(one | {"parties": ["b", "a"]})


def test_a_month_and_a_year_have_their_last_days():
    assert span(date(2012, 2, 1), "month") == (date(2012, 2, 1), date(2012, 2, 29))
    assert span(date(2012, 2, 5), "year") == (date(2012, 1, 1), date(2012, 12, 31))
    assert span(date(2012, 2, 5), "day") == (date(2012, 2, 5), date(2012, 2, 5))
