"""When a reader hears of what is new: in the morning of their own time zone, or at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from .words import MailingMode, Rhythm

if TYPE_CHECKING:
    from .models import Follow

MORNING = time(7)
MONDAY = 0
#: what a discussion gives those who chose nothing
DEFAULTS = {
    MailingMode.EACH: Rhythm.EACH,
    MailingMode.DIGEST: Rhythm.DAILY,
    MailingMode.NONE: Rhythm.NONE,
}
#: rhythms with a digest
IN_DIGESTS = (Rhythm.DAILY, Rhythm.WEEKLY)


def chosen(follow: Follow) -> Rhythm:
    """What a reader chose, or what the discussion gives to those who did not."""
    return Rhythm(follow.rhythm or DEFAULTS[MailingMode(follow.discussion.mailing)])


def of(*wanted: str) -> Q:
    """Which follows go in one of these rhythms."""
    modes = [mode for mode, rhythm in DEFAULTS.items() if rhythm in wanted]
    return Q(rhythm__in=wanted) | Q(rhythm="", discussion__mailing__in=modes)


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


def is_due(follow: Follow, now: datetime) -> bool:
    """Whether a morning has come since the reader's last digest, or since they began to follow."""
    weekly = chosen(follow) == Rhythm.WEEKLY
    morning = last_morning(now, follow.person.time_zone, weekly=weekly)
    return (follow.digest_at or follow.since) < morning <= now
