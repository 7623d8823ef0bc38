"""When a reply is endorsed, whatever was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions import endorsing_rules
from diwan.discussions.endorsing_rules import (
    Marking,
    Tally,
    counts_as_met,
    met_from,
    outcome,
    waits_for_member,
)
from diwan.discussions.words import Choice, RoundOutcome

COUNTS = st.integers(0, 6)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    objections = draw(COUNTS)
    standing = draw(st.integers(0, objections))
    return Tally(draw(COUNTS), objections, draw(COUNTS), standing)


ROUNDS = st.lists(tallies(), max_size=5)


@pytest.mark.parametrize(
    ("rows", "took_part", "quorum", "expected"),
    [
        ([Tally(endorse=5)], 5, 5, "endorsed"),
        ([Tally(endorse=5)], 5, 6, "no_quorum"),
        ([Tally(endorse=5, object=4, standing=4)], 9, 5, "endorsed"),
        ([Tally(endorse=5, object=5, standing=5)], 10, 5, "objected"),
        ([Tally(endorse=5, object=5, standing=4)], 10, 5, "endorsed"),
        ([Tally(endorse=9), Tally(endorse=1, object=1, standing=1)], 9, 5, "objected"),
        ([Tally(endorse=9), Tally(object=1, standing=1)], 9, 5, "objected"),
        ([Tally(endorse=9), Tally()], 9, 5, "no_quorum"),
        ([Tally(endorse=9), Tally(object=1, standing=0)], 9, 5, "no_quorum"),
        ([Tally(endorse=9), Tally(endorse=1)], 9, 5, "endorsed"),
        ([Tally(endorse=1, object=3, standing=3)], 4, 5, "no_quorum"),
        ([Tally(object=3)], 3, 3, "no_quorum"),
        ([Tally(abstain=9)], 0, 1, "no_quorum"),
        ([], 0, 0, "no_quorum"),
    ],
)
def test_the_outcome_is_what_the_rule_says(rows, took_part, quorum, expected):
    assert outcome(rows, took_part=took_part, quorum=quorum) == expected


@given(ROUNDS, COUNTS, COUNTS)
def test_an_outcome_is_always_one_of_three(rows, took_part, quorum):
    assert outcome(rows, took_part=took_part, quorum=quorum) in RoundOutcome.values


@given(ROUNDS, COUNTS, COUNTS)
def test_what_is_endorsed_has_its_quorum_and_no_statement_that_falls(rows, took_part, quorum):
    if outcome(rows, took_part=took_part, quorum=quorum) == "endorsed":
        assert took_part >= max(quorum, 1)
        assert rows
        assert all(each.endorse > each.standing for each in rows)


@given(ROUNDS, COUNTS, COUNTS)
def test_met_objections_alone_endorse_nothing(rows, took_part, quorum):
    """Whatever the team marks as met, a statement that nobody endorses is not endorsed."""
    met = [replace(each, standing=0) for each in rows]
    said = outcome(met, took_part=took_part, quorum=quorum)
    assert said != "endorsed" or all(each.endorse for each in rows)


@given(st.integers(0, 500))
def test_the_quorum_proposed_can_be_reached(able):
    proposed = endorsing_rules.proposed_quorum(able)
    assert proposed == (3 if able >= 3 else max(able, 1))


@given(ROUNDS, COUNTS, COUNTS, st.integers(0, 4))
def test_abstaining_changes_nothing(rows, took_part, quorum, more):
    changed = [replace(each, abstain=each.abstain + more) for each in rows]
    assert outcome(rows, took_part=took_part, quorum=quorum) == outcome(
        changed, took_part=took_part, quorum=quorum
    )


@given(ROUNDS, COUNTS, COUNTS, st.data())
def test_an_endorsement_more_or_an_objection_met_never_harms(rows, took_part, quorum, data):
    if not rows or outcome(rows, took_part=took_part, quorum=quorum) != "endorsed":
        return
    at = data.draw(st.integers(0, len(rows) - 1))
    one = rows[at]
    for better in (
        replace(one, endorse=one.endorse + 1),
        replace(one, standing=max(one.standing - 1, 0)),
    ):
        changed = [*rows[:at], better, *rows[at + 1 :]]
        assert outcome(changed, took_part=took_part, quorum=quorum) == "endorsed"


@given(ROUNDS, COUNTS, COUNTS, st.data())
def test_among_as_many_members_an_objection_more_never_helps(rows, took_part, quorum, data):
    if not rows or outcome(rows, took_part=took_part, quorum=quorum) == "endorsed":
        return
    at = data.draw(st.integers(0, len(rows) - 1))
    one = rows[at]
    worse = replace(one, object=one.object + 1, standing=one.standing + 1)
    changed = [*rows[:at], worse, *rows[at + 1 :]]
    assert outcome(changed, took_part=took_part, quorum=quorum) != "endorsed"


@given(ROUNDS, COUNTS, COUNTS)
def test_the_order_of_statements_does_not_matter(rows, took_part, quorum):
    assert outcome(rows, took_part=took_part, quorum=quorum) == outcome(
        rows[::-1], took_part=took_part, quorum=quorum
    )


@given(st.lists(st.tuples(st.sampled_from(Choice.values), st.booleans())))
def test_each_position_is_counted_once(positions):
    counted = endorsing_rules.tallied(positions)
    assert counted.endorse + counted.object + counted.abstain == len(positions)
    assert counted.standing == positions.count(("object", False))


@given(st.dictionaries(st.text(min_size=1), tallies()), COUNTS)
def test_what_is_kept_of_a_round_is_what_was_counted(rows, took_part):
    kept = endorsing_rules.stored(rows, took_part=took_part)
    assert endorsing_rules.kept(kept) == rows
    assert kept["took_part"] == took_part


def test_nothing_is_kept_of_a_round_that_runs():
    assert endorsing_rules.kept({}) == {}


FIRST, LAST = date(2026, 3, 1), date(2026, 3, 10)


@pytest.mark.parametrize(
    ("moment", "zone", "is_open", "is_over", "is_reminded"),
    [
        ((2026, 2, 28, 23, 30), "UTC", False, False, False),
        ((2026, 2, 28, 23, 30), "Africa/Tunis", True, False, False),
        ((2026, 3, 7, 12, 0), "UTC", True, False, False),
        ((2026, 3, 8, 12, 0), "UTC", True, False, True),
        ((2026, 3, 10, 22, 59), "Africa/Tunis", True, False, True),
        ((2026, 3, 10, 23, 0), "Africa/Tunis", False, True, False),
        ((2026, 3, 10, 23, 0), "America/New_York", True, False, True),
    ],
)
def test_days_run_where_the_discussion_is_held(moment, zone, is_open, is_over, is_reminded):
    now = datetime(*moment, tzinfo=UTC)
    assert endorsing_rules.is_open(now, FIRST, LAST, zone) is is_open
    assert endorsing_rules.is_over(now, LAST, zone) is is_over
    assert endorsing_rules.reminder_due(now, FIRST, LAST, zone) is is_reminded


def test_a_round_of_two_days_reminds_nobody():
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert not endorsing_rules.reminder_due(now, FIRST, date(2026, 3, 3), "UTC")


# --- what counts as met ------------------------------------------------------------------
TOLD = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MARKINGS = st.builds(
    Marking, st.booleans(), st.sampled_from([None, TOLD]), st.booleans(), st.booleans()
)


@pytest.mark.parametrize(
    ("marking", "after", "expected"),
    [
        (Marking(), DAY, False),
        (Marking(is_met=True), 9 * DAY, False),  # nobody was told
        (Marking(is_met=True, told_at=TOLD), DAY - timedelta(seconds=1), False),
        (Marking(is_met=True, told_at=TOLD), DAY, True),
        (Marking(is_met=True, told_at=TOLD, is_confirmed=True), timedelta(0), True),
        (Marking(is_met=True, is_confirmed=True), timedelta(0), True),
        (Marking(is_met=True, told_at=TOLD, is_maintained=True), 9 * DAY, False),
        (Marking(is_confirmed=True), DAY, False),  # the team took it back
    ],
)
def test_an_objection_is_met_when_its_member_agrees_or_is_silent_for_a_day(
    marking, after, expected
):
    assert counts_as_met(marking, TOLD + after) is expected


@given(MARKINGS, st.timedeltas(timedelta(0), 3 * DAY))
def test_what_is_maintained_or_not_marked_never_counts_as_met(marking, after):
    now = TOLD + after
    if counts_as_met(marking, now):
        assert marking.is_met
        assert not marking.is_maintained
        assert marking.is_confirmed or now - TOLD >= DAY
        assert counts_as_met(marking, now + DAY)
    assert not (waits_for_member(marking, now) and counts_as_met(marking, now))
    if waits_for_member(marking, now):
        assert counts_as_met(marking, met_from(marking))
