"""Where the rounds of a dialogue lie on a line of years. Knows no database and no colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: percent of the width that stay free on each side, so that the first and last year can be read
MARGIN = 6.0
#: percent between two dots of one lane
GAP = 4.0
LANES = 5
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Dot:
    """A round: the middle of the days it may have been on, and where they begin and end.

    ``at``, ``start``, ``width``: percent of the line from its reading edge; ``lane``: 0 on the
    line, the others one above the other.
    """

    number: int
    at: float
    start: float
    width: float
    lane: int


@dataclass(frozen=True, slots=True)
class Line:
    dots: list[Dot]
    #: (percent, year)
    years: list[tuple[float, int]]
    #: percent; None when today lies outside
    today: float | None

    @property
    def lanes(self) -> int:
        return 1 + max((dot.lane for dot in self.dots), default=0)


def line(spans: Sequence[tuple[date, date]], today: date, *, is_mirrored: bool = False) -> Line:
    """Lay rounds out, each given by the first and last day it may have been on.

    Args:
        spans: in any order; the dots keep it.
        is_mirrored: time goes from right to left, as Arabic is read.
    """
    if not spans:
        return Line([], [], None)
    scale = _Scale(min(first for first, _ in spans), max(last for _, last in spans))
    lanes = _lanes([scale.middle(span) for span in spans])
    dots = [_dot(scale, span, number, lanes[number]) for number, span in enumerate(spans)]
    years = [(scale.percent(date(year, 1, 1)), year) for year in scale.years()]
    now = scale.percent(today) if scale.first <= today <= scale.last else None
    found = Line(dots, years, now)
    return _mirror(found) if is_mirrored else found


class _Scale:
    """From the first day of a year to the last day of one."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = date(first.year, 1, 1), date(last.year, 12, 31)
        self.days = (self.last - self.first).days

    def percent(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)

    def middle(self, span: tuple[date, date]) -> float:
        return round((self.percent(span[0]) + self.percent(span[1])) / 2, 2)

    def years(self) -> list[int]:
        """A few, evenly apart."""
        count = self.last.year - self.first.year + 1
        step = next((s for s in _STEPS if count / s <= _MOST_YEARS), _STEPS[-1])
        return list(range(self.first.year, self.last.year + 1, step))


def _dot(scale: _Scale, span: tuple[date, date], number: int, lane: int) -> Dot:
    start, end = scale.percent(span[0]), scale.percent(span[1])
    return Dot(number, scale.middle(span), start, round(end - start, 2), lane)


def _lanes(middles: Sequence[float]) -> list[int]:
    """The lowest lane in which nothing lies too near; the highest when all are full."""
    ends = [float("-inf")] * LANES
    lanes = [0] * len(middles)
    for number in sorted(range(len(middles)), key=middles.__getitem__):
        at = middles[number]
        free = (lane for lane, end in enumerate(ends) if at - end >= GAP)
        lanes[number] = next(free, LANES - 1)
        ends[lanes[number]] = at
    return lanes


def _mirror(found: Line) -> Line:
    dots = [
        Dot(
            dot.number,
            round(100 - dot.at, 2),
            round(100 - dot.start - dot.width, 2),
            dot.width,
            dot.lane,
        )
        for dot in found.dots
    ]
    years = [(round(100 - at, 2), year) for at, year in found.years]
    return Line(dots, years, None if found.today is None else round(100 - found.today, 2))
