"""Letters to me: whether they arrive, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock
from diwan.mailroom.actions import returns
from diwan.mailroom.models import AddressHealth, OutgoingLetter
from diwan.people.models import Person
from diwan.people.rules import QuietHours

ZONES = st.sampled_from(["UTC", "Africa/Tunis", "Europe/Paris", "America/New_York", "Asia/Kolkata"])
PAGE = reverse("people:letters")
START = datetime(2025, 1, 1, tzinfo=UTC)


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    ZONES,
    st.times(),
    st.times(),
)
def test_what_waits_is_sent_when_the_quiet_hours_end(now, zone, start, end):
    hours = QuietHours(zone, start, end)
    due = hours.end_for(now)
    assert now <= due <= now + timedelta(hours=25)
    if due > now:
        local = due.astimezone(ZoneInfo(zone)).time()
        is_skipped = local != end  # clocks that are put forward leave an hour out
        assert is_skipped or hours.end_for(due) == due


@pytest.mark.parametrize(
    ("now", "due"),
    [("20:59", None), ("21:00", "07:00"), ("23:30", "07:00"), ("03:00", "07:00"), ("07:00", None)],
)
def test_a_night_goes_over_midnight(now, due):
    hours = QuietHours("UTC", time(21), time(7))
    moment = datetime.combine(date(2026, 3, 2), time.fromisoformat(now), UTC)
    found = hours.end_for(moment)
    assert (found.strftime("%H:%M") if found != moment else None) == due


def test_both_times_or_none(client, amina):
    client.force_login(amina)
    wrong = client.post(PAGE, {"quiet_from": "21:00"})
    assert wrong.status_code == 422
    assert "Give both times" in wrong.content.decode()
    assert client.post(PAGE, {"quiet_from": "21:00", "quiet_until": "21:00"}).status_code == 422
    client.post(PAGE, {"quiet_from": "21:00", "quiet_until": "07:00", "wants_announcements": "on"})
    amina.refresh_from_db()
    assert (amina.quiet_from, amina.quiet_until) == (time(21), time(7))
    assert Person.objects.quiet_hours() == {
        amina.email: QuietHours(amina.time_zone, time(21), time(7))
    }
    client.post(PAGE, {})
    amina.refresh_from_db()
    assert (amina.quiet_from, amina.wants_announcements) == (None, False)


def test_midnight_is_a_time(client, amina):
    client.force_login(amina)
    client.post(PAGE, {"quiet_from": "00:00", "quiet_until": "06:00"})
    amina.refresh_from_db()
    assert amina.quiet_from == time(0)


def stop(address: str) -> None:
    for days in (3, 0):
        returns.note(address, "5.1.1", at=clock.now() - timedelta(days=days))


def test_a_member_sees_why_letters_stopped_and_lets_them_be_tried_again(client, amina):
    client.force_login(amina)
    assert "none came back lately" in client.get(PAGE).content.decode()
    stop(amina.email)
    page = client.get(PAGE).content.decode()
    assert "No letters are sent to" in page
    assert "knows no such address" in page
    assert "Letters to you do not arrive" in client.get(reverse("portal:desk")).content.decode()
    client.post(reverse("people:try_again"))
    assert not returns.is_stopped(amina.email)
    assert "are tried again" in client.get(PAGE).content.decode()
    again = client.post(reverse("people:try_again"), follow=True)
    assert "there is nothing to do" in again.content.decode()


def test_a_code_goes_to_a_stopped_address_and_typing_it_in_forgets_what_came_back(client, amina):
    stop(amina.email)
    client.post(reverse("account_request_login_code"), {"email": amina.email})
    letter = OutgoingLetter.objects.get(kind="people/code")
    assert letter.is_asked_for
    code = letter.text.strip().splitlines()[2]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "_auth_user_id" in client.session
    assert not AddressHealth.objects.exists()
