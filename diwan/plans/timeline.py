"""Where spans of days lie on a line of years: pure, in per cent from the start of the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[date | None, date | None]
#: names of years that fit side by side
_MOST_NAMED = 7
_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Bar:
    """``x`` and ``width`` in per cent; ``is_open``: its end is not known."""

    x: float
    width: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tick:
    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Line:
    """Whole years from ``first`` to ``last``; ``is_mirrored`` where one reads from the right."""

    first: int
    last: int
    is_mirrored: bool

    @property
    def days(self) -> int:
        return (date(self.last + 1, 1, 1) - date(self.first, 1, 1)).days

    def place(self, day: date) -> float:
        """Where ``day`` begins, 0 to 100 from the left edge."""
        before = (day - date(self.first, 1, 1)).days
        part = min(max(100 * before / self.days, 0.0), 100.0)
        return round(100 - part if self.is_mirrored else part, 2)

    def bar(self, span: Span) -> Bar | None:
        """The bar of a span; without a start there is none, without an end it runs to the edge."""
        starts_on, ends_on = span
        if starts_on is None:
            return None
        ends = (self.place(starts_on), self.place(ends_on or date(self.last, 12, 31)))
        x, width = min(ends), abs(ends[1] - ends[0])
        width = max(round(width, 2), 0.8)
        return Bar(round(min(x, 100 - width), 2), width, ends_on is None)

    @property
    def ticks(self) -> list[Tick]:
        """The first days of some years, so few that their names fit."""
        years = self.last - self.first + 1
        step = next((each for each in _STEPS if years <= each * _MOST_NAMED), years)
        return [
            Tick(year, self.place(date(year, 1, 1)))
            for year in range(self.first, self.last + 1, step)
        ]


def line(spans: Iterable[Span], today: date, *, is_mirrored: bool) -> Line | None:
    """The years that hold all spans, and today where one of them is open; None without a day."""
    known: Sequence[Span] = [span for span in spans if span[0] is not None]
    days = [day for span in known for day in span if day is not None]
    if any(end is None for _start, end in known):
        days.append(today)
    if not days:
        return None
    return Line(min(days).year, max(days).year, is_mirrored)
