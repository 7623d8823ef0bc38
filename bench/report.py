"""Rows of measurements beside their goals and their peers: one table, one file."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench"
_COLUMNS = ("what", "value", "unit", "goal", "met", "peer", "peer value", "ratio")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Args:
        what: what was measured, e.g. ``home, SQLite: CPU a request``.
        value: the figure, in ``unit``.
        goal: the most (``is_less_better``) or the least that is good; None: only told.
        peer: whose figure stands beside it, e.g. ``bare view``; ``peer_value`` in ``unit``.
    """

    what: str
    value: float
    unit: str
    goal: float | None = None
    peer: str = ""
    peer_value: float | None = None
    is_less_better: bool = True

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value <= self.goal if self.is_less_better else self.value >= self.goal

    @property
    def ratio(self) -> float | None:
        """Our figure divided by the peer's; None without a peer."""
        return self.value / self.peer_value if self.peer_value else None

    def as_json(self) -> dict[str, object]:
        kept = asdict(self)
        del kept["is_less_better"]
        return kept | {"met": self.met, "ratio": self.ratio}


def report(name: str, rows: Iterable[Row], *, folder: Path = FOLDER) -> bool:
    """Print the rows, write ``NAME.json``; returns whether every goal is met."""
    kept = list(rows)
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "name": name,
        "python": platform.python_version(),
        "rows": [row.as_json() for row in kept],
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(kept))
    return all(row.met is not False for row in kept)


def table(rows: Iterable[Row]) -> str:
    """The rows in columns, words to the left and figures to the right."""
    cells = [_COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_COLUMNS))]
    words = {0, 2, 4, 5}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[row.met]
    figures = [_figure(value) for value in (row.value, row.goal, row.peer_value, row.ratio)]
    value, goal, peer_value, ratio = figures
    return (row.what, value, row.unit, goal, met, row.peer, peer_value, ratio)


def _figure(value: float | None) -> str:
    """Three digits that count."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
