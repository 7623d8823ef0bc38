"""When a service is open: its weeks, its seasons, and what that means at a moment.

A schedule after HSDS 3.0: weekly, on the days ``byday`` names, from ``opens_at`` to
``closes_at`` by the clock of ``zone``. One with both ``valid_from`` and ``valid_to`` is a season,
Ramadan or a holiday: on its days it stands instead of all the others. Without hours it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: days of the week as HSDS and iCalendar write them, Monday first
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: so far one looks for the next opening
HORIZON_DAYS = 14
_DAY = timedelta(days=1)

Spell = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Opening:
    """One schedule; ``days`` are numbers from 0, Monday.

    Args:
        zone: IANA name.
        opens: None: closed on these days.
        closes: at or before ``opens``: on the next day.
    """

    days: frozenset[int]
    opens: time | None
    closes: time | None
    zone: str = "UTC"
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_season(self) -> bool:
        return self.valid_from is not None and self.valid_to is not None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies in the time it is valid for."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader is told now; ``word``: open, closed, appointment, unknown.

    ``until``: when it closes. ``next_at``: when it opens next. ``is_season``: today is of one.
    """

    word: str
    until: datetime | None = None
    next_at: datetime | None = None
    is_season: bool = False


def days_of(byday: str) -> frozenset[int]:
    """``MO,TU`` as numbers; what is no day is left out."""
    wanted = {part.strip().upper()[-2:] for part in byday.split(",")}
    return frozenset(number for number, name in enumerate(DAYS) if name in wanted)


def byday_of(days: Iterable[int]) -> str:
    """The other way round, in the order of the week."""
    return ",".join(DAYS[number] for number in sorted(set(days)))


def in_force(openings: Iterable[Opening], day: date) -> list[Opening]:
    """The schedules that count on ``day``: those of a season alone where one is."""
    valid = [opening for opening in openings if opening.holds_on(day)]
    seasonal = [opening for opening in valid if opening.is_season]
    return seasonal or valid


def spells(openings: Iterable[Opening], day: date) -> list[Spell]:
    """From when to when it is open by schedules that begin on ``day``, earliest first."""
    found = []
    for opening in in_force(openings, day):
        if opening.opens is None or opening.closes is None or day.weekday() not in opening.days:
            continue
        ends = day if opening.closes > opening.opens else day + _DAY
        zone = ZoneInfo(opening.zone)
        start = datetime.combine(day, opening.opens, zone)
        found.append((start, datetime.combine(ends, opening.closes, zone)))
    return sorted(found)


def standing(
    openings: Sequence[Opening], now: datetime, *, by_appointment_only: bool = False
) -> Standing:
    """What holds at ``now``, an aware moment.

    By appointment only, hours say when one may ask; nobody is told to come.
    """
    if by_appointment_only:
        return Standing("appointment")
    if not any(opening.opens for opening in openings):
        return Standing("closed" if openings else "unknown")
    zone = ZoneInfo(next(opening.zone for opening in openings if opening.opens))
    today = now.astimezone(zone).date()
    is_season = any(opening.is_season for opening in in_force(openings, today))
    running = [spell for spell in _around(openings, today, 0) if spell[0] <= now < spell[1]]
    if running:
        until = _joined(max(end for _start, end in running), _around(openings, today, 2))
        return Standing("open", until=until, is_season=is_season)
    coming = (start for start, _end in _around(openings, today, HORIZON_DAYS) if start > now)
    return Standing("closed", next_at=min(coming, default=None), is_season=is_season)


def _around(openings: Sequence[Opening], today: date, days: int) -> Iterator[Spell]:
    """The spells of yesterday, which may last into today, of today and of ``days`` more."""
    for number in range(-1, days + 1):
        yield from spells(openings, today + number * _DAY)


def _joined(end: datetime, others: Iterable[Spell]) -> datetime:
    """When it closes indeed, where one spell goes on in the next."""
    for start, until in sorted(others):
        if start <= end < until:
            end = until
    return end


def contradicts(opens: time | None, closes: time | None) -> bool:
    """Whether only one of the two is said."""
    return (opens is None) != (closes is None)
