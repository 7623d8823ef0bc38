"""Days as exactly as they are known: a year, a month, or a day (ISO 8601, reduced precision)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
#: years that a library of our time writes down
FIRST_YEAR, LAST_YEAR = 1800, 2199


class Span(NamedTuple):
    """The first and the last day that a written time may mean."""

    first: date
    last: date


def span(written: str) -> Span | None:
    """What ``2019``, ``2019-06`` or ``2019-06-30`` may mean; None where nothing is written.

    Raises:
        ValueError: it is no year, month or day of the calendar, or lies outside our time.
    """
    if not written:
        return None
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is no year, month or day.")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{written!r} lies outside {FIRST_YEAR} to {LAST_YEAR}.")
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return Span(first, date(year, last_month, day or monthrange(year, last_month)[1]))


def is_written(written: str) -> bool:
    """Whether ``written`` can be read, or is empty."""
    try:
        span(written)
    except ValueError:
        return False
    return True


def may_follow(starts: str, ends: str) -> bool:
    """Whether what ends at ``ends`` can have started at ``starts``."""
    from_on, to_on = span(starts), span(ends)
    return from_on is None or to_on is None or from_on.first <= to_on.last


def phase(starts: str, ends: str, on: date) -> str:
    """Where something that goes from ``starts`` to ``ends`` is on a day: ``words.Phase``.

    Within a written time that is not exact, it has begun, and it is not over.
    """
    from_on, to_on = span(starts), span(ends)
    if from_on and on < from_on.first:
        return "planned"
    if to_on and on > to_on.last:
        return "over"
    return "running" if from_on else "unknown"
