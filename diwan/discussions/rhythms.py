"""When a reader hears of what is new: in the morning of their own time zone, or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from diwan.core.clock import last_morning

from .words import MailingMode, Rhythm

if TYPE_CHECKING:
    from datetime import datetime

    from .models import Follow

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


def is_due(follow: Follow, now: datetime) -> bool:
    """Whether a morning has come since the reader's last digest, or since they began to follow.

    One that could not be written is tried again on their next morning, with all that is new.
    """
    weekly = chosen(follow) == Rhythm.WEEKLY
    morning = last_morning(now, follow.person.time_zone, weekly=weekly)
    last = follow.digest_failed_at or follow.digest_at or follow.since
    return last < morning <= now
