"""The timeline of a board: years, today, and the bar of each project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from diwan.core.wording import direction

from . import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .boards import Line


@dataclass(frozen=True, slots=True)
class Chart:
    """``rows``: each line with its bar, or None where no day is known."""

    years: list[timeline.Tick]
    today: float | None
    rows: list[tuple[Line, timeline.Bar | None]]


def chart(board: Sequence[Line], today: date) -> Chart | None:
    """The projects on a line of years, from the reader's side; None where no day is known."""
    is_mirrored = direction(get_language() or "en") == "rtl"
    years = timeline.line(map(_span, board), today, is_mirrored=is_mirrored)
    if years is None:
        return None
    return Chart(
        years=years.ticks,
        today=years.place(today) if years.first <= today.year <= years.last else None,
        rows=[(line, years.bar(_span(line))) for line in sorted(board, key=_began)],
    )


def _span(line: Line) -> timeline.Span:
    return line.project.starts_on, line.project.ends_on


def _began(line: Line) -> date:
    """The first that began comes first; those without a day come last."""
    return line.project.starts_on or date.max
