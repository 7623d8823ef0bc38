"""The life of a norm as a line on a page: when it was in force, and what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..rules.times import span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ..rules.norms import Life

#: a line of less than this many days is drawn as long
_SHORTEST = 365


@dataclass(frozen=True, slots=True)
class Mark:
    """``x`` is in per cent of the line."""

    x: float
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class Lifeline:
    """``start`` and ``width`` of the time in force, and ``today``, in per cent."""

    start: float
    width: float
    today: float
    marks: list[Mark]


def lifeline(life: Life, changes: Iterable[tuple[str, str]], today: date) -> Lifeline | None:
    """None where nothing has a date.

    Args:
        changes: (what happened, when) of later norms; without a date it is not drawn.
    """
    told = [
        *((_("Adopted"), life.dated), (_("In force from"), life.from_on)),
        *((_("In force until"), life.to_on), *changes),
    ]
    dated = [(label, when, found.first) for label, when in told if (found := span(when))]
    if not dated:
        return None
    days = [day for _label, _when, day in dated]
    first, last = min(days), max(*days, today)
    length = max((last - first).days, _SHORTEST)

    def at(day: date) -> float:
        return round(100 * (day - first).days / length, 1)

    begins, ends = _in_force(life, first, today)
    return Lifeline(
        at(begins),
        max(at(ends) - at(begins), 0.5),
        at(today),
        sorted((Mark(at(day), str(label), when) for label, when, day in dated), key=_place),
    )


def _place(mark: Mark) -> float:
    return mark.x


def _in_force(life: Life, first: date, today: date) -> tuple[date, date]:
    """From when to when the line is drawn full; until today where no end is known."""
    begins = span(life.from_on) or span(life.dated)
    repealed = [found for each in life.repealed if (found := span(each))]
    ends = span(life.to_on) or min(repealed, default=None)
    start = begins.first if begins else first
    return start, max(start, min(ends.last, today) if ends else today)
