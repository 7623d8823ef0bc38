"""The board of an agreement, and what its table, map and timeline show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock

from . import boards, charting
from .models import Project

if TYPE_CHECKING:
    from diwan.agreements.models import Agreement

    from .boards import Line


def board_of(agreement: Agreement, person: Any) -> list[Line]:
    """The projects under ``agreement`` that ``person`` may see; two queries."""
    rows = Project.objects.visible_to(person).filter(agreement=agreement)
    return boards.lines(rows.for_listing())


def told(board: list[Line]) -> dict[str, Any]:
    """What ``plans/_board.html`` asks for; no query."""
    return {
        "board": board,
        "geography": boards.geography(board),
        "chart": charting.chart(board, clock.now().date()),
    }
