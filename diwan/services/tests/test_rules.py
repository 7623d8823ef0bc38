from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.services.rules import assurance, codes, hours, openness, plotting
from diwan.services.rules.hours import Opening

TUNIS, PARIS = "Africa/Tunis", "Europe/Paris"
WEEKDAYS, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
#: a Wednesday
DAY = date(2026, 2, 25)


def at(hour: int, minute: int = 0, *, day: date = DAY, zone: str = TUNIS) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)


OFFICE = Opening(WEEKDAYS, time(9), time(17), TUNIS)
NIGHT = Opening(EVERY_DAY, time(20), time(6), TUNIS)
RAMADAN = Opening(
    WEEKDAYS, time(10), time(14), TUNIS, valid_from=date(2026, 2, 18), valid_to=date(2026, 3, 19)
)


# --- hours ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("openings", "now", "word", "clock"),
    [
        ([OFFICE], at(10), "open", "17:00"),
        ([OFFICE], at(9), "open", "17:00"),
        ([OFFICE], at(17), "closed", "09:00"),
        ([OFFICE], at(8, 59), "closed", "09:00"),
        ([NIGHT], at(23), "open", "06:00"),
        ([NIGHT], at(5), "open", "06:00"),
        ([NIGHT], at(12), "closed", "20:00"),
        ([OFFICE, RAMADAN], at(15), "closed", "10:00"),
        ([OFFICE, RAMADAN], at(11), "open", "14:00"),
        ([OFFICE, RAMADAN], at(15, day=date(2026, 3, 23)), "open", "17:00"),
        ([], at(10), "unknown", ""),
        ([Opening(EVERY_DAY, None, None, TUNIS)], at(10), "closed", ""),
    ],
)
def test_what_holds_at_a_moment(openings, now, word, clock):
    said = hours.standing(openings, now)
    moment = said.until or said.next_at
    assert (said.word, f"{moment:%H:%M}" if moment else "") == (word, clock)


def test_by_appointment_only_nobody_is_told_to_come():
    assert hours.standing([OFFICE], at(10), by_appointment_only=True).word == "appointment"


def test_a_holiday_closes_for_its_days_and_the_next_opening_is_after_them():
    holiday = Opening(EVERY_DAY, None, None, TUNIS, valid_from=DAY, valid_to=DAY + timedelta(2))
    said = hours.standing([OFFICE, holiday], at(10))
    assert said.word == "closed"
    assert said.is_season
    assert said.next_at is not None
    assert said.next_at.date() == date(2026, 3, 2), "Thursday and Friday are of the holiday, too"


def test_a_new_time_with_a_beginning_only_is_no_season():
    later = Opening(WEEKDAYS, time(18), time(20), TUNIS, valid_from=date(2026, 1, 1))
    assert not later.is_season
    assert hours.standing([OFFICE, later], at(19)).word == "open"
    assert hours.standing([OFFICE, later], at(10)).word == "open"


def test_the_clock_is_that_of_the_place():
    paris = Opening(WEEKDAYS, time(9), time(17), PARIS)
    summer = datetime(2026, 7, 1, 7, 30, tzinfo=UTC)
    winter = datetime(2026, 1, 7, 7, 30, tzinfo=UTC)
    assert hours.standing([paris], summer).word == "open"
    assert hours.standing([paris], winter).word == "closed"


def test_round_the_clock_is_open_at_every_hour():
    whole = Opening(EVERY_DAY, time(0), time(0), TUNIS)
    assert {hours.standing([whole], at(hour)).word for hour in range(24)} == {"open"}


@given(
    st.lists(
        st.builds(
            Opening,
            st.frozensets(st.integers(0, 6), min_size=1),
            st.times(),
            st.times(),
            st.sampled_from([TUNIS, PARIS, "Asia/Beirut"]),
        ),
        max_size=4,
    ),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds it
)
def test_what_is_said_of_now_is_consistent(openings, now):
    said = hours.standing(openings, now)
    if said.word == "open":
        assert said.until is not None
        assert said.until > now
    if said.next_at is not None:
        assert said.word == "closed"
        assert said.next_at > now
        at_that_moment = hours.standing(openings, said.next_at.astimezone(UTC))
        assert at_that_moment.word == "open"


@given(st.frozensets(st.integers(0, 6)))
def test_days_are_written_and_read(days):
    assert hours.days_of(hours.byday_of(days)) == days


def test_days_with_a_number_before_them_are_days():
    assert hours.days_of("1MO, we,XX,") == {0, 2}


# --- assured until -------------------------------------------------------------------------
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-10, 400))
def test_a_word_holds_to_its_last_day(day, days):
    today = day + timedelta(days=days)
    said = assurance.assurance(day, today)
    until = assurance.assured_until(day)
    assert until is not None
    assert (said == "fresh") == (day <= today <= until)
    assert (said == "never") == (today < day)


def test_what_was_never_confirmed_is_told_so():
    assert assurance.assurance(None, DAY) == "never"
    assert assurance.assured_until(None) is None


def test_those_who_run_it_are_asked_before_the_word_ends():
    assert assurance.ask_from(DAY) < DAY + assurance.HOLDS


def test_it_is_taken_down_a_year_after_the_last_word_or_since_it_is_shown():
    day = timedelta(days=1)
    year = assurance.TAKEN_DOWN_AFTER
    assert not assurance.is_to_be_taken_down(DAY, DAY, DAY + year)
    assert assurance.is_to_be_taken_down(DAY, DAY, DAY + year + day)
    assert assurance.is_to_be_taken_down(None, DAY, DAY + year + day)
    assert not assurance.is_to_be_taken_down(DAY - year, DAY, DAY + day), "shown anew counts"


# --- openness ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("terms", "name", "found"),
    [
        ((), "Language café", "public"),
        (("shelter",), "House of the sun", "hidden_address"),
        ((), "Women's Shelter North", "hidden_address"),
        ((), "Foyer d’hébergement Les Lilas", "hidden_address"),
        ((), "مأوى النساء", "hidden_address"),
        ((), "Casa rifugio", "hidden_address"),
        (("legal_advice",), "Refugee law clinic", "public"),
        ((), "Aide aux réfugiés", "public"),
    ],
)
def test_a_shelter_is_never_open(terms, name, found):
    assert openness.safe_class("public", terms, [name]) == found


@pytest.mark.parametrize("wanted", ["relay_only", "staff_only", "hidden_address"])
def test_what_is_more_closed_stays_so(wanted):
    assert openness.safe_class(wanted, ["shelter"], ["Shelter"]) == wanted


def test_a_class_that_is_listed_and_hides_its_place_never_tells_it():
    hiding = [name for name in openness.LISTED if name != "public"]
    assert not any(openness.tells(name, "place") for name in hiding)
    assert not any(openness.tells("relay_only", what) for what in ("hours", "phone", "mail"))
    assert not openness.tells("unheard of", "phone")


def test_moves_lead_to_states_that_are_known():
    known = set(openness.MOVES)
    assert all(to <= known for to in openness.MOVES.values())


# --- codes ---------------------------------------------------------------------------------
@given(st.lists(st.text("abc-", min_size=1, max_size=5)))
def test_codes_are_found_whole(given_codes):
    text = codes.joined(given_codes)
    assert codes.parted(text) == list(dict.fromkeys(given_codes))
    for code in ("a", "ab", "abc"):
        assert (codes.holding(code) in text) == (code in given_codes)


# --- the map -------------------------------------------------------------------------------
_DEGREES = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@given(st.lists(_DEGREES, min_size=1, max_size=20))
def test_every_point_lies_on_the_map(places):
    plot = plotting.plot(places)
    assert plot is not None
    assert len(plot.points) == len(places)
    assert all(0 <= x <= plotting.WIDTH and 0 <= y <= plotting.HEIGHT for x, y in plot.points)
    assert 0 < plot.bar_width <= plotting.WIDTH


def test_north_is_up_and_east_is_right():
    plot = plotting.plot([(36.8, 10.1), (34.7, 10.7)])
    assert plot is not None
    (tunis_x, tunis_y), (sfax_x, sfax_y) = plot.points
    assert tunis_y < sfax_y
    assert tunis_x < sfax_x
    assert plotting.plot([]) is None
