"""Whether letters still arrive at an address: points for what comes back, as pure functions.

A refusal for good (5.x.x) is worth 2 points, one for now (4.x.x) half a point, and a complaint 4.
Points are halved every 30 days. Several reports of one day count as one, the worst of them: ten
letters to a full mailbox tell no more than one. From 3.5 points on nobody is written to: two
refusals for good within 12 days, a mailbox full for eight days in a row, or one complaint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from .words import HealthReason

if TYPE_CHECKING:
    from datetime import datetime

COMPLAINT = "complaint"
STOP_AT = 3.5
#: points left after the reader asked for another try: one more refusal for good stops again
AFTER_ANOTHER_TRY = 2.5
HALF_LIFE = timedelta(days=30)
_SAME = timedelta(days=1)
_HARD, _SOFT, _UNWANTED = 2.0, 0.5, 4.0
_ENHANCED = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})")
#: refused for good, but not because of the address: policy, size, contents (RFC 3463), routes
_NOT_THE_ADDRESS = re.compile(r"5\.(?:[34567]\.\d+|2\.[23])$")


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of an address; ``status`` as in ``AddressHealth``."""

    score: float
    status: str
    noted_at: datetime
    stopped_at: datetime | None = None


def points(status: str) -> float:
    """What one report is worth; ``status`` is an enhanced status code or ``complaint``."""
    if status == COMPLAINT:
        return _UNWANTED
    if not status.startswith(("4.", "5.")):
        return 0.0
    is_hard = status.startswith("5.") and not _NOT_THE_ADDRESS.match(status)
    return _HARD if is_hard else _SOFT


def decayed(score: float, since: timedelta) -> float:
    """``score`` after a time without a report."""
    return score * float(0.5 ** (max(since, timedelta(0)) / HALF_LIFE))


def noted(known: Health | None, status: str, at: datetime) -> Health:
    """What is known after one more report; a report that comes twice changes nothing."""
    if known is None:
        fresh = Health(points(status), status, at)
    elif abs(at - known.noted_at) < _SAME:
        more = points(status) - points(known.status)
        worse = status if more > 0 else known.status
        fresh = replace(known, score=known.score + max(0.0, more), status=worse)
    else:
        score = decayed(known.score, at - known.noted_at) + points(status)
        fresh = replace(known, score=score, status=status, noted_at=max(at, known.noted_at))
    is_over = fresh.stopped_at is None and fresh.score >= STOP_AT
    return replace(fresh, stopped_at=at) if is_over else fresh


def reason(status: str) -> HealthReason:
    """Why letters come back, for whoever reads it (RFC 3463, 3)."""
    if status == COMPLAINT:
        return HealthReason.COMPLAINT
    found = _ENHANCED.match(status)
    subject, detail = (found[2], found[3]) if found else ("", "")
    if (subject, detail) == ("2", "2"):
        return HealthReason.FULL
    if subject == "2":
        return HealthReason.CLOSED
    if subject == "1":
        return HealthReason.UNKNOWN
    if subject == "4":
        return HealthReason.UNREACHABLE
    return HealthReason.REFUSED
