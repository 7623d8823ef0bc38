"""The one place that asks what time it is; rules and jobs are given ``now``."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

MORNING = time(7)
MONDAY = 0


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def last_morning(now: datetime, zone: str, *, weekly: bool) -> datetime:
    """When a digest was last to be written: 7 o'clock in ``zone``, today, yesterday or on Monday.

    Args:
        now: aware.
        zone: IANA name.
    """
    here = now.astimezone(ZoneInfo(zone))
    days = (here.weekday() - MONDAY) % 7 if weekly else 0
    day = here.date() - timedelta(days=days)
    morning = datetime.combine(day, MORNING, here.tzinfo)
    if morning > now:
        back = timedelta(days=7 if weekly else 1)
        morning = datetime.combine(day - back, MORNING, here.tzinfo)
    return morning
