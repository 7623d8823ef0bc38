"""Laws of the kinds: times, norms, convergence, rumours, campaigns, messages, studies."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.library.rules import (
    campaigns,
    convergence,
    messages,
    norms,
    practices,
    rumours,
    studies,
    times,
)
from diwan.library.words import kinds as words

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
WRITTEN = DAYS.flatmap(lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()]))
MAYBE = st.one_of(st.just(""), WRITTEN)


# --- times -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-06", date(2019, 6, 1), date(2019, 6, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-06-07", date(2019, 6, 7), date(2019, 6, 7)),
    ],
)
def test_a_time_is_as_exact_as_it_is_written(written, first, last):
    assert times.span(written) == (first, last)


@pytest.mark.parametrize(
    "written", ["19", "2019-13", "2019-02-30", "2019-6", "1500", "soon", "2019 ", "٢٠١٩"]
)
def test_what_is_no_time_is_not_read(written):
    assert not times.is_written(written)


@given(MAYBE, MAYBE, DAYS)
def test_a_phase_never_goes_back(starts, ends, day):
    order = ["planned", "running", "over"]
    if times.may_follow(starts, ends) and "unknown" not in (
        told := [times.phase(starts, ends, each) for each in (day, day + timedelta(days=400))]
    ):
        assert order.index(told[0]) <= order.index(told[1])


# --- norms -------------------------------------------------------------------------------
PARE = norms.Life("2010", "", "2022-09-16", ("2022-09-16",))


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2009, 12, 31), "no"),
        (date(2015, 5, 1), "unknown"),  # nobody wrote down since when
        (date(2022, 9, 17), "no"),
    ],
)
def test_a_norm_without_its_first_day_is_never_surely_in_force(day, answer):
    assert norms.in_force_on(PARE, day) == answer


@pytest.mark.parametrize(
    ("day", "answer", "standing"),
    [
        (date(2010, 6, 30), "no", "adopted"),
        (date(2010, 7, 1), "yes", "in_force"),
        (date(2022, 9, 16), "yes", "in_force"),
        (date(2022, 9, 17), "no", "ended"),
        (date(2010, 1, 1), "no", "bill"),
    ],
)
def test_a_norm_is_in_force_from_its_first_day_to_its_last(day, answer, standing):
    life = norms.Life("2010-03-05", "2010-07-01", "2022-09-16")
    assert norms.in_force_on(life, day) == answer
    assert norms.standing_on(life, day) == standing


def test_within_a_month_that_is_all_one_knows_nobody_can_tell():
    life = norms.Life("", "2010-07")
    assert norms.in_force_on(life, date(2010, 6, 30)) == "no"
    assert norms.in_force_on(life, date(2010, 7, 15)) == "unknown"
    assert norms.in_force_on(life, date(2010, 7, 31)) == "yes"


def test_a_repeal_without_a_day_leaves_the_end_open_and_never_says_yes():
    life = norms.Life("2010", "2010-07-01", "", ("",))
    assert norms.in_force_on(life, date(2020, 1, 1)) == "unknown"


def test_what_was_given_up_was_never_in_force():
    life = norms.Life("2010", "", "", (), "2011")
    assert norms.in_force_on(life, date(2012, 1, 1)) == "no"
    assert norms.standing_on(life, date(2012, 1, 1)) == "dropped"


@given(MAYBE, MAYBE, MAYBE, st.lists(MAYBE, max_size=2), DAYS, st.integers(1, 4000))
def test_time_moves_a_norm_only_where_the_table_lets_it(dated, begins, ends, repeals, day, later):
    """Through “not known” it may reach anything that some number of steps reaches."""
    life = norms.Life(dated, begins, ends, tuple(repeals))
    if norms.contradiction(life):
        return
    first = norms.standing_on(life, day)
    then = norms.standing_on(life, day + timedelta(days=later))
    if "unknown" not in (first, then) and first != then:
        assert then in reachable(first)


def reachable(standing):
    found, rest = set(), [standing]
    while rest:
        for each in norms.MOVES[rest.pop()] - found:
            found.add(each)
            rest.append(each)
    return found


@given(MAYBE, MAYBE, MAYBE, DAYS)
def test_the_answer_and_the_standing_never_contradict(dated, begins, ends, day):
    life = norms.Life(dated, begins, ends)
    answer, standing = norms.in_force_on(life, day), norms.standing_on(life, day)
    assert (standing == "in_force") == (answer == "yes")
    assert standing != "unknown" or answer == "unknown"


@pytest.mark.parametrize(
    ("life", "wrong"),
    [
        (norms.Life("", "2012", "2011"), "order"),
        (norms.Life("2012", "2011", ""), "early"),
        (norms.Life("2012", "2012", ""), ""),
        (norms.Life("2012", "2013", "", (), "2014"), "dropped"),
    ],
)
def test_contradictions_are_named(life, wrong):
    assert norms.contradiction(life) == wrong


# --- convergence -------------------------------------------------------------------------
COUNTRIES = st.sampled_from(["DZ", "EG", "MA", "TN", "SN", "JO"])
HELD = st.dictionaries(COUNTRIES, st.sampled_from(["a", "b", "c"]))


def near(now, then=None, common=""):
    return convergence.nearness(now, then or {}, asked=6, common=common)


def test_one_answer_is_not_compared():
    assert near({"TN": "a"}).state == "too_few"


def test_all_alike_are_agreed():
    assert near({"TN": "a", "MA": "a", "DZ": "a"}).state == "agreed"


def test_what_all_hold_alike_but_not_the_common_answer_is_no_agreement():
    told = near({"TN": "a", "MA": "a"}, common="b")
    assert (told.state, told.holding) == ("mixed", 0)


def test_a_growing_share_draws_nearer_and_a_falling_one_drifts():
    one, other = {"TN": "a", "MA": "a", "DZ": "b"}, {"TN": "a", "MA": "c", "DZ": "b"}
    assert near(one, other).state == "converging"
    assert near(other, one).state == "diverging"


def test_one_more_answer_is_no_movement():
    now = {"TN": "a", "MA": "a", "DZ": "b", "EG": "a"}
    then = {"TN": "a", "MA": "a", "DZ": "b"}
    assert near(now, then).state == "near"


def test_the_last_word_of_a_country_until_a_day_counts():
    told = [
        convergence.Told("TN", "a", date(2010, 1, 1)),
        convergence.Told("TN", "b", date(2020, 1, 1)),
    ]
    assert convergence.held_on(told, date(2019, 12, 31)) == {"TN": "a"}
    assert convergence.held_on(told, date(2020, 1, 1)) == {"TN": "b"}
    assert convergence.held_on(told, date(2009, 1, 1)) == {}


def test_a_leap_day_has_a_day_years_before():
    assert convergence.years_before(date(2024, 2, 29)) == date(2021, 2, 28)


@given(HELD, HELD, st.sampled_from(["", "a", "b"]))
def test_names_of_countries_change_nothing(now, then, common):
    turned = dict(zip(sorted(now | then), sorted(now | then, reverse=True), strict=True))

    def renamed(held):
        return {turned[country]: option for country, option in held.items()}

    assert near(now, then, common) == near(renamed(now), renamed(then), common)


@given(HELD, HELD, st.sampled_from(["", "a"]))
def test_the_numbers_of_a_state_add_up(now, then, common):
    told = near(now, then, common)
    assert told.state in words.Convergence.values
    assert 0 <= told.holding <= told.answered == len(now)
    assert 0 <= told.then_holding <= told.then_answered <= min(len(now), len(then))
    assert (told.state == "agreed") == (len(now) > 1 and told.holding == len(now))


# --- rumours -----------------------------------------------------------------------------
WHOLE = rumours.File(frozenset({"en", "fr"}), frozenset({"en", "fr"}), 1, "false", evaluation=True)


@pytest.mark.parametrize(
    ("file", "missing"),
    [
        (WHOLE, ""),
        (rumours.File(WHOLE.told_in, WHOLE.answered_in, 0, "false"), "evidence"),
        (rumours.File(WHOLE.told_in, WHOLE.answered_in, 1, ""), "finding"),
        (rumours.File(WHOLE.told_in, frozenset({"en"}), 1, "false"), "answer"),
        (rumours.File(frozenset(), frozenset(), 1, "false"), "answer"),
    ],
)
def test_an_answer_stands_on_evidence_and_speaks_every_language_of_the_rumour(file, missing):
    assert rumours.missing(file, "answered") == missing


def test_a_rumour_is_answered_within_two_weeks_and_the_answer_looked_at_within_half_a_year():
    heard = date(2026, 1, 1)
    assert rumours.due_on("heard", heard, None) == date(2026, 1, 15)
    assert rumours.due_on("answered", heard, date(2026, 1, 10)) == date(2026, 7, 9)
    assert rumours.due_on("evaluated", heard, date(2026, 1, 10)) is None
    assert rumours.due_on("dropped", heard, None) is None


@pytest.mark.parametrize(
    ("moves", "choices"),
    [
        (rumours.MOVES, words.RumourState),
        (campaigns.MOVES, words.CampaignState),
        (studies.MOVES, words.StudyState),
        (norms.MOVES, [each for each in words.Standing if each != "unknown"]),
    ],
)
def test_tables_know_every_state_and_no_other(moves, choices):
    states = {str(choice.value) for choice in choices}
    assert set(moves) == states
    assert set().union(*moves.values()) <= states


# --- campaigns ---------------------------------------------------------------------------
TODAY = date(2026, 5, 1)


def plan(**fields):
    given = {
        "languages": frozenset({"fr", "ar"}),
        "written_in": frozenset({"fr", "ar"}),
        "starts_on": TODAY,
        "ends_on": TODAY,
        "audience": True,
    }
    return campaigns.Plan(**(given | fields))


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, ""),
        ({"audience": False}, "audience"),
        ({"ends_on": None}, "dates"),
        ({"written_in": frozenset({"fr"})}, "messages"),
        ({"languages": frozenset(), "written_in": frozenset()}, "messages"),
        ({"starts_on": TODAY + timedelta(days=1)}, "early"),
    ],
)
def test_a_campaign_begins_when_it_can_speak_to_somebody(fields, missing):
    assert campaigns.missing(plan(**fields), "running", TODAY) == missing


def test_a_campaign_is_evaluated_by_what_it_reached():
    assert campaigns.missing(plan(), "evaluated", TODAY) == "reach"
    assert campaigns.missing(plan(reached=1), "evaluated", TODAY) == "evaluation"
    assert campaigns.missing(plan(reached=1, evaluation=True), "evaluated", TODAY) == ""
    assert campaigns.due_on("ended", TODAY) == TODAY + timedelta(days=90)


# --- messages ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tests", "verdict"),
    [
        ([], "untested"),
        ([(7, 7, 7)], "too_few"),
        ([(4, 4, 4), (4, 4, 4)], "works"),
        ([(10, 7, 7)], "unclear"),
        ([(10, 8, 5)], "works"),
        ([(10, 10, 4)], "doubted"),
    ],
)
def test_what_the_tests_of_a_message_say(tests, verdict):
    assert messages.verdict(messages.Tried(*each) for each in tests) == verdict


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 3).map(lambda row: sorted(row, reverse=True))))
def test_the_order_of_tests_changes_nothing(rows):
    tests = [messages.Tried(*row) for row in rows]
    assert messages.verdict(tests) == messages.verdict(reversed(tests))
    assert messages.verdict(tests) in words.Verdict.values


def test_more_cannot_believe_than_understood():
    assert messages.can_be(messages.Tried(5, 5, 5))
    assert not messages.can_be(messages.Tried(5, 4, 5))
    assert not messages.can_be(messages.Tried(0, 0, 0))


# --- studies, practices ------------------------------------------------------------------
def test_a_survey_is_reported_with_how_many_were_asked():
    said = studies.Said(frozenset({"survey"}), None, has_finding=True)
    assert studies.missing(said, "reported") == "sample"
    assert studies.missing(studies.Said(frozenset({"desk"}), None), "reported") == "finding"
    assert studies.missing(studies.Said(), "in_field") == "method"


@pytest.mark.parametrize(
    ("risk", "may"), [(None, False), ("0", True), ("2.99", True), ("3", False), ("-1", False)]
)
def test_records_are_open_only_under_three_per_cent(risk, may):
    assert studies.may_be_open(Decimal(risk) if risk else None) is may


def test_a_grade_of_evidence_asks_for_what_it_claims():
    assert tuple(words.Evidence.values) == practices.GRADES
    assert practices.missing("said", has_results=False, has_source=False) == ""
    assert practices.missing("described", has_results=False, has_source=False) == "source"
    assert practices.missing("measured", has_results=False, has_source=True) == "results"
    assert practices.steps("said") == (1, 5)
