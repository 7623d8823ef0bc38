from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.mailroom import health
from diwan.mailroom.bounces import read_report
from diwan.mailroom.words import HealthReason

from . import reports

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


# --- what a report says ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (reports.dsn("5.1.1"), "5.1.1"),
        (reports.dsn("4.2.2"), "4.2.2"),
        (reports.dsn("5.0.0", diagnosis="smtp; 550 5.1.1 unknown"), "5.1.1"),
        (reports.dsn("5.0.0", diagnosis="smtp; 550 4.1.1 odd"), "5.0.0"),
        (reports.dsn("", diagnosis="smtp; 552 5.2.2 full"), "5.2.2"),
        (reports.dsn(""), "5.0.0"),
        (reports.dsn("4.4.1", action="delayed"), ""),
        (reports.dsn("2.0.0", action="delivered"), ""),
        (reports.dsn("2.0.0", action="relayed"), ""),
        (reports.QMAIL, "5.1.1"),
        (reports.QMAIL_FULL, "5.2.2"),
        (reports.YAHOO, "5.1.1"),
        (reports.GMAIL, "5.1.1"),
        (reports.EXCHANGE, "5.1.1"),
        (reports.OFFICE, "5.1.10"),
        (reports.POSTFIX_WORDS, "5.0.0"),
        (reports.EXIM, "5.0.0"),
        (reports.FRENCH, "5.1.1"),
        (reports.ARABIC, "4.2.2"),
        (reports.WORDLESS, "4.0.0"),
        (reports.complaint(), "complaint"),
        (reports.complaint("not-spam"), ""),
    ],
)
def test_a_report_says_why_the_letter_came_back(raw, status):
    assert read_report(raw, is_bounce=True).status == status


def test_what_is_no_report_says_nothing():
    assert read_report(reports.VACATION).status == ""
    assert read_report(b"From: amina@example.org\n\nThank you, 550 times!\n").status == ""
    assert read_report(b"").status == ""


def test_codes_in_the_returned_letter_are_not_taken_for_the_reason():
    raw = reports.plain("It failed.\n\n--- Below this line is a copy\n550 5.1.1 user unknown\n")
    assert read_report(raw, is_bounce=True).status == "4.0.0"


def test_the_letters_that_came_back_are_named():
    assert read_report(reports.complaint()).message_ids == ("ours@diwan.localhost",)
    assert read_report(reports.dsn("5.1.1")).message_ids == ("ours@diwan.localhost",)


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_can_be_read(junk, is_bounce):
    head = b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
    for raw in (junk, head + junk):
        assert len(read_report(raw, is_bounce=is_bounce).status) <= 16


# --- points ----------------------------------------------------------------------------------
def after(*statuses: str, every: timedelta = timedelta(days=1)) -> health.Health:
    known = None
    for number, status in enumerate(statuses):
        known = health.noted(known, status, DAY + number * every)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("status", "points"),
    [
        ("5.1.1", 2.0),
        ("5.0.0", 2.0),
        ("5.2.1", 2.0),
        ("5.2.2", 0.5),
        ("5.2.3", 0.5),
        ("5.3.4", 0.5),
        ("5.7.1", 0.5),
        ("4.2.2", 0.5),
        ("complaint", 4.0),
        ("2.0.0", 0.0),
        ("", 0.0),
    ],
)
def test_what_is_not_about_the_address_weighs_little(status, points):
    assert health.points(status) == points


def test_two_days_with_a_refusal_for_good_stop_the_letters():
    assert after("5.1.1").stopped_at is None
    assert after("5.1.1", "5.1.1").stopped_at == DAY + timedelta(days=1)
    assert after("5.1.1", "5.1.1", every=timedelta(days=12)).stopped_at is not None
    assert after("5.1.1", "5.1.1", every=timedelta(days=13)).stopped_at is None


def test_a_full_mailbox_stops_them_after_eight_days_in_a_row():
    assert after(*["4.2.2"] * 7).stopped_at is None
    assert after(*["4.2.2"] * 8).stopped_at is not None


def test_a_complaint_stops_them_at_once():
    assert after("complaint").stopped_at == DAY


def test_ten_reports_of_one_day_count_as_the_worst_of_them():
    burst = after(*["4.2.2"] * 5, "5.1.1", *["4.2.2"] * 4, every=timedelta(hours=2))
    assert (burst.score, burst.status, burst.stopped_at) == (2.0, "5.1.1", None)


def test_old_reports_fade():
    assert after("5.1.1", "5.1.1", every=timedelta(days=60)).score == 2.5
    assert after("5.1.1", "5.1.1", every=timedelta(days=60)).stopped_at is None


@given(st.lists(st.sampled_from(["5.1.1", "4.2.2", "5.7.1", "complaint"]), min_size=1, max_size=9))
def test_a_report_never_lowers_the_score_of_its_day_and_a_copy_changes_nothing(statuses):
    known = after(*statuses)
    again = health.noted(known, statuses[-1], known.noted_at)
    assert again == known
    assert health.noted(known, "5.1.1", known.noted_at).score >= known.score


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("5.1.10", HealthReason.UNKNOWN),
        ("4.2.2", HealthReason.FULL),
        ("5.2.1", HealthReason.CLOSED),
        ("4.4.7", HealthReason.UNREACHABLE),
        ("5.7.1", HealthReason.REFUSED),
        ("5.0.0", HealthReason.REFUSED),
        ("", HealthReason.REFUSED),
        ("complaint", HealthReason.COMPLAINT),
    ],
)
def test_the_reason_is_told_in_words(status, reason):
    assert health.reason(status) == reason
