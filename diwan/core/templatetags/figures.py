"""Pictures of numbers that are already publishable: bars and the tile map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template

from diwan.core import tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

register = template.Library()


@dataclass(frozen=True, slots=True)
class Bar:
    """``width`` in percent of the longest bar; ``question`` 1 to 6, or 0 for none."""

    label: str
    count: int
    width: float
    question: int


def _bar(row: Sequence[Any], most: int) -> Bar:
    label, count, *question = row
    return Bar(str(label), count, round(100 * count / most, 1), question[0] if question else 0)


@register.inclusion_tag("core/ui/bars.html")
def bars(
    rows: Iterable[Sequence[Any]], title: str = "", unit: str = "", label_heading: str = ""
) -> dict[str, Any]:
    """Bars for ``(label, count)`` or ``(label, count, question)`` rows, in their order."""
    rows = list(rows)
    most = max((row[1] for row in rows), default=0) or 1
    drawn = [_bar(row, most) for row in rows]
    return {"title": title, "unit": unit, "label_heading": label_heading, "bars": drawn}


@register.inclusion_tag("core/ui/tiles.html")
def tile_map(
    rows: Iterable[tuple[str, str, int]], title: str = "", unit: str = ""
) -> dict[str, Any]:
    """A world of tiles for ``(country code, label, count)`` rows, with their table."""
    rows = list(rows)
    step = tiles.SIDE + tiles.GAP
    return {
        "title": title,
        "unit": unit,
        "rows": rows,
        "tiles": tiles.tiles({code: count for code, _label, count in rows}),
        "side": tiles.SIDE,
        "view_box": f"0 0 {tiles.COLUMNS * step} {tiles.ROWS * step}",
    }


@register.inclusion_tag("core/ui/tile_world.html")
def tile_world(rows: Iterable[tuple[str, str, int, str]], title: str = "") -> dict[str, Any]:
    """A world of tiles, for ``(country code, name, count, address)`` rows.

    Those with a row are links; the others are drawn, so that one sees where these lie.
    """
    by_code = {row[0]: row for row in rows}
    drawn = tiles.stretches({code: row[2] for code, row in by_code.items()})
    return {
        "title": title,
        "side": tiles.SIDE,
        "stretches": [
            {
                "view_box": stretch.view_box,
                "tiles": [
                    (tile, *by_code.get(tile.code, ("", "", 0, ""))[1:]) for tile in stretch.tiles
                ],
            }
            for stretch in drawn
        ],
    }


@register.inclusion_tag("core/ui/tile_arcs.html")
def tile_arcs(pairs: Mapping[tuple[str, str], int], title: str = "") -> dict[str, Any]:
    """The part of the world round some pairs of country codes, with a curve for each pair."""
    ends = {code: 1 for pair in pairs for code in pair}
    return {
        "title": title,
        "side": tiles.SIDE,
        "tiles": tiles.tiles(ends),
        "arcs": tiles.arcs(pairs),
        "view_box": tiles.view_box(ends),
    }
