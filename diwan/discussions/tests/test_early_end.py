"""A discussion that is closed before its announced last day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from diwan.core import clock
from diwan.discussions import rules
from diwan.discussions.actions import calling

pytestmark = pytest.mark.django_db


def test_the_last_day_is_the_day_it_was_closed(discussion, bilal):
    today = rules.local_day(clock.now(), discussion.time_zone)
    assert discussion.closes_on > today
    closed = calling.move(discussion, "closed", by=bilal)
    assert closed.closes_on == today
    again = calling.move(closed, "extended", by=bilal, until=today + timedelta(days=9))
    assert again.closes_on == today + timedelta(days=9)


def test_a_letter_after_an_early_end_is_late(discussion, bilal, post):
    assert not post("We came before the door was shut.").is_late
    calling.move(discussion, "closed", by=bilal)
    assert post("We came after the door was shut.").is_late
