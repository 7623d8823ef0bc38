"""Clocks, reminders and votes, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.groups import rules
from diwan.groups.words import OpinionState, QuestionState

DAY = date(2026, 3, 1)
days = st.integers(0, 400).map(lambda n: DAY + timedelta(days=n))


@given(days, st.integers(rules.FEWEST_DAYS, rules.MOST_DAYS), days)
def test_a_clock_without_an_answer_runs_until_its_day_and_is_overdue_afterwards(began, term, today):
    due = rules.due_on(began, term)
    told = rules.clock(began, due, None, today)
    assert told.timing == ("waiting" if today <= due else "overdue")
    assert told.days == abs((due - today).days)


@given(days, st.integers(0, 300), st.integers(0, 300))
def test_an_answer_is_late_only_after_its_day(began, term, after):
    due, answered = began + timedelta(days=term), began + timedelta(days=after)
    told = rules.clock(began, due, answered, DAY)
    assert told == rules.Clock("in_time" if after <= term else "late", after)


@pytest.mark.parametrize(
    ("today", "reminded", "expected"),
    [
        (-8, None, False),
        (-7, None, True),
        (-6, -7, False),
        (0, -7, False),
        (1, -7, True),
        (2, 1, False),
        (14, 1, False),
        (15, 1, True),
    ],
)
def test_reminders_come_a_week_before_once_past_and_then_every_two_weeks(today, reminded, expected):
    told = None if reminded is None else DAY + timedelta(days=reminded)
    assert rules.reminder_due(DAY, told, DAY + timedelta(days=today)) is expected


@given(st.integers(0, 200))
def test_looked_at_every_day_few_letters_are_written(late):
    """One before, one when past, then one in two weeks: nobody is flooded."""
    reminded, letters = None, 0
    for number in range(-30, late + 1):
        today = DAY + timedelta(days=number)
        if rules.reminder_due(DAY, reminded, today):
            reminded, letters = today, letters + 1
    assert letters == 1 + (late > 0) + max(0, late - 1) // 14


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3)))
def test_all_votes_together_are_those_of_the_colleges(rows):
    whole = rules.total(rules.Tally(*row) for row in rows)
    assert whole.cast == sum(map(sum, rows))
    assert whole.carries == (sum(r[0] for r in rows) > sum(r[1] for r in rows))


@given(days, st.integers(0, 90), days, st.integers(0, 90))
def test_stretches_overlap_when_they_share_a_day(start, length, other, other_length):
    first = (start, start + timedelta(days=length))
    second = (other, other + timedelta(days=other_length))
    share = {start + timedelta(days=n) for n in range(length + 1)} & {
        other + timedelta(days=n) for n in range(other_length + 1)
    }
    assert rules.overlaps(first, second) is bool(share)
    assert rules.overlaps(second, first) is bool(share)


def test_every_state_has_its_moves():
    assert set(rules.QUESTION_MOVES) == set(QuestionState.values)
    assert set(rules.OPINION_MOVES) == set(OpinionState.values)
    assert not rules.may_ask_go("turned_away", "open")
    assert not rules.may_opinion_go("answered", "draft")
