"""The demo community can be filled at any hour of the day, also when Europe has its next one."""

from __future__ import annotations

import pytest
from django.utils import timezone

from diwan.core import clock, slots
from diwan.discussions.models import Discussion
from diwan.people.models import Person


@pytest.mark.parametrize(("hour", "minute"), [(3, 20), (22, 48), (23, 30)])
@pytest.mark.django_db
def test_the_demo_can_be_filled_at_that_hour(hour, minute, monkeypatch, settings):
    settings.DIWAN_DEMO = True
    real = timezone.now
    shift = real().replace(hour=hour, minute=minute) - real()
    monkeypatch.setattr(timezone, "now", lambda: real() + shift)
    for loader in slots.demo:
        loader.load()
    assert Person.objects.filter(is_demo=True).exists()
    for discussion in Discussion.objects.all():
        rows = discussion.contributions.exclude(number=None).order_by("number")
        times = [row.released_at for row in rows]
        assert times == sorted(times)
        assert all(row.received_at <= row.released_at < clock.now() for row in rows)
