"""One limit an hour for a sender, at whatever door the letters come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from diwan.mailroom import actions
from diwan.mailroom.actions import pacing

if TYPE_CHECKING:
    from diwan.mailroom.models import Letter

pytestmark = pytest.mark.django_db
TALK = "talk@diwan.localhost"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _two_an_hour(settings, desk):
    settings.DIWAN_MAIL_HOURLY_SENDER = 2


def come(number: int, at: datetime, channel: str = "webhook", **more: str) -> Letter:
    envelope = more.get("envelope", "amina@example.org")
    writer = more.get("writer", "amina@example.org")
    raw = f"From: Amina <{writer}>\r\nSubject: x\r\n\r\nNumber {number}\r\n".encode()
    (letter, *_) = actions.receive(
        raw, recipients=[TALK], envelope_from=envelope, channel=channel, received_at=at
    )
    return letter


def minutes(count: int) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.mark.parametrize("channel", ["webhook", "imap"])
def test_what_is_over_the_limit_is_kept_and_has_its_turn_later(channel):
    rows = [come(number, minutes(number), channel) for number in range(5)]
    turns = [row.due_at for row in rows]
    assert turns == [None, None, minutes(60), minutes(61), minutes(120)]


def test_a_letter_waits_for_its_turn_and_is_then_read(desk):
    rows = [come(number, NOON) for number in range(3)]
    actions.take_up_forgotten(minutes(30))
    assert desk.taken == [rows[0].pk, rows[1].pk]
    actions.take_up_forgotten(minutes(60))
    assert desk.taken == [row.pk for row in rows]


def test_all_doors_count_together_by_envelope_and_by_from():
    come(1, NOON, "smtp", envelope="Bounces@example.net")
    come(2, NOON, "pipe", envelope="bounces@example.net", writer="other@example.org")
    assert come(3, minutes(1), envelope="bounces@example.net").due_at == minutes(60)
    assert come(4, minutes(1), envelope="").due_at == minutes(60)  # her third by From
    assert pacing.is_over(["", "amina@example.org"], minutes(2))
    assert not pacing.is_over(["", "bilal@example.org"], minutes(2))
    assert not pacing.is_over(["bounces@example.net"], minutes(121))


def test_imported_letters_and_second_recipients_do_not_count(settings):
    come(1, NOON, "import")
    come(2, NOON, "import")
    raw = b"From: amina@example.org\r\n\r\nTo two.\r\n"
    both = {"recipients": [TALK, "other@diwan.localhost"], "envelope_from": "", "channel": "smtp"}
    actions.receive(raw, received_at=NOON, **both)
    assert not pacing.is_over(["amina@example.org"], minutes(1))
    settings.DIWAN_MAIL_HOURLY_SENDER = 0
    assert [come(number, NOON).due_at for number in range(3, 9)] == [None] * 6


@pytest.mark.parametrize("channel", ["webhook", "smtp"])
def test_the_door_counts_as_those_who_wait_for_their_turn_do(channel, settings):
    for number, minute in enumerate((0, 10, 10, 50, 55)):
        come(number, minutes(minute), channel)
        come(number, minutes(minute), channel)  # the same bytes
        for most in range(5):
            settings.DIWAN_MAIL_HOURLY_SENDER = most
            for at in range(0, 130, 5):
                name = ["Amina@example.org"]
                assert pacing.is_over(name, minutes(at)) == (
                    pacing.due_at(name, minutes(at)) > minutes(at)
                )
        settings.DIWAN_MAIL_HOURLY_SENDER = 2
