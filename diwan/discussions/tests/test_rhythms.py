from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock
from diwan.discussions import rhythms
from diwan.discussions.words import MailingMode, Rhythm

ZONES = ["UTC", "Africa/Tunis", "Europe/Paris", "America/New_York", "Pacific/Kiritimati"]
START = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "weekly", "morning"),
    [
        ("2026-03-04T06:59", "UTC", False, "2026-03-03T07:00"),
        ("2026-03-04T07:00", "UTC", False, "2026-03-04T07:00"),
        ("2026-03-04T06:30", "Africa/Tunis", False, "2026-03-04T06:00"),
        ("2026-03-04T12:00", "UTC", True, "2026-03-02T07:00"),  # a Wednesday
        ("2026-03-02T05:00", "UTC", True, "2026-02-23T07:00"),  # Monday, too early
        ("2026-03-01T18:00", "Pacific/Kiritimati", True, "2026-03-01T17:00"),  # Monday there
    ],
)
def test_mornings_are_those_of_the_reader(now, zone, weekly, morning):
    assert clock.last_morning(at(now), zone, weekly=weekly) == at(morning)


@given(moments, st.sampled_from(ZONES), st.booleans())
def test_the_last_morning_is_at_seven_and_not_long_ago(now, zone, weekly):
    morning = clock.last_morning(now, zone, weekly=weekly)
    here = morning.astimezone(ZoneInfo(zone))
    # hours that a change of clocks leaves out lie at night
    assert (here.hour, here.minute) == (7, 0)
    assert here.weekday() == 0 or not weekly
    assert timedelta(0) <= now - morning <= timedelta(days=7 if weekly else 1, hours=1)


def follow(
    rhythm: str = "", mailing: str = "digest", told: str = "", zone: str = "UTC", failed: str = ""
) -> object:
    return SimpleNamespace(
        rhythm=rhythm,
        discussion=SimpleNamespace(mailing=mailing),
        person=SimpleNamespace(time_zone=zone),
        digest_at=at(told) if told else None,
        digest_failed_at=at(failed) if failed else None,
        since=at("2026-03-01T12:00"),
    )


def test_a_digest_is_due_once_a_morning():
    assert not rhythms.is_due(follow(), at("2026-03-02T06:00"))
    assert rhythms.is_due(follow(), at("2026-03-02T07:05"))
    assert not rhythms.is_due(follow(told="2026-03-02T07:05"), at("2026-03-02T23:00"))
    assert rhythms.is_due(follow(told="2026-03-02T07:05"), at("2026-03-03T07:01"))
    assert not rhythms.is_due(follow("weekly", told="2026-03-02T07:05"), at("2026-03-08T23:00"))
    assert rhythms.is_due(follow("weekly", told="2026-03-02T07:05"), at("2026-03-09T07:01"))


def test_a_digest_that_failed_is_due_on_the_next_morning():
    failed = follow(told="2026-03-01T07:05", failed="2026-03-02T07:05")
    assert not rhythms.is_due(failed, at("2026-03-02T23:00"))
    assert rhythms.is_due(failed, at("2026-03-03T07:01"))


@pytest.mark.parametrize("mailing", MailingMode.values)
def test_whoever_chooses_nothing_gets_what_the_discussion_gives(mailing):
    assert rhythms.chosen(follow(mailing=mailing)) == rhythms.DEFAULTS[MailingMode(mailing)]
    assert rhythms.chosen(follow("weekly", mailing=mailing)) == Rhythm.WEEKLY
