"""Answers about accounts that need no database and no clock."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

#: a sign-in link that was never opened
LINK_LIFE = timedelta(hours=24)
DEMO_LINK_LIFE = timedelta(days=7)
INVITATION_LIFE = timedelta(days=14)
#: spent links and invitations, and accounts whose address was never confirmed
LEFTOVER_LIFE = timedelta(days=30)
#: a profile that was not confirmed is hidden (P-24), after a letter some days before
PROFILE_LIFE = timedelta(days=180)
PROFILE_NOTICE = timedelta(days=14)


def hash_of(token: str) -> str:
    """SHA-256 of ``token``, hexadecimal: what is kept of a secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


def sorting_key(name: str) -> str:
    """Puts ``Égypte`` beside ``Egypt``; good enough for a list of countries."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@cache
def time_zones() -> tuple[str, ...]:
    """``UTC`` and the zones named after places, sorted."""
    areas = {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
    named = (zone for zone in available_timezones() if zone.split("/")[0] in areas and "/" in zone)
    return ("UTC", *sorted(named))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When somebody wants no letters: from one time to another on the clock of ``zone``.

    The second may lie on the next day; where both are the same there are no quiet hours.
    """

    zone: str
    start: time
    end: time

    def end_for(self, now: datetime) -> datetime:
        """``now``, or the end of the quiet hours that an aware ``now`` lies in."""
        here = now.astimezone(ZoneInfo(self.zone))
        clock = here.time()
        if not self._covers(clock):
            return now
        day = here.date() + timedelta(days=0 if clock < self.end else 1)
        # where clocks are put back the same hour comes twice; never before ``now``
        return max(now, datetime.combine(day, self.end, here.tzinfo))

    def _covers(self, clock: time) -> bool:
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end
