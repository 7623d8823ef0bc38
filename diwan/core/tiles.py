"""A world of equal squares: every country visible, small islands too; nothing to scale.

Own layout, drawn by neighbourhood: columns go east, rows go south. Reservations about
designations stand with the names, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: One text row a row of the map; two letters a country (ISO 3166-1), two dots an empty place.
_ROWS = """
.. .. .. .. .. .. .. .. GL .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. .. .. IS .. .. SJ NO SE FI .. .. .. RU .. .. .. .. .. .. .. .. ..
.. .. US CA .. .. PM .. .. .. .. FO .. .. .. .. .. AX EE .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. IE GB IM .. DK .. .. LV LT BY .. .. KZ MN .. .. .. .. .. .. .. ..
.. .. MX .. BM .. .. .. .. .. GG JE NL BE LU DE PL CZ SK UA .. UZ KG TJ CN KP .. JP .. .. .. ..
GT BZ .. BS CU TC .. .. .. .. .. .. FR CH LI AT SI HU RO MD GE TM AF PK IN KR TW .. .. .. .. ..
SV HN .. KY JM HT DO PR .. .. PT ES AD MC IT SM HR BA RS BG AM AZ IR NP BT BD HK MO .. .. .. ..
.. NI CR .. .. .. VG VI AI .. .. GI .. .. VA MT ME XK MK GR TR SY IQ .. LK MM LA VN PH .. MP GU
.. .. PA .. AW CW BQ MF BL SX .. MA DZ TN LY EG AL .. .. CY LB PS JO KW BH MV TH KH .. .. PW FM
.. .. CO VE TT GD KN AG MS GP .. EH ML NE TD SD ER .. .. IL SA .. QA AE .. .. MY SG BN .. MH NR
.. .. EC GY SR GF VC DM LC MQ .. CV MR BF NG CF SS ET DJ .. YE OM .. .. .. IO ID TL PG SB KI TV
.. .. PE BR .. .. .. BB .. .. .. SN GM CI GH TG BJ CM UG KE SO .. .. SC .. CX CC .. VU NC WF TK
.. .. BO PY .. .. .. .. .. .. .. GW GN SL LR GQ GA CG CD RW TZ KM YT .. .. .. AU NF FJ WS AS NU
.. .. CL UY .. .. .. .. .. SH .. .. .. ST .. .. AO ZM MW BI MZ MG MU RE .. .. .. NZ TO CK PF PN
.. .. AR .. .. .. FK GS .. .. .. .. .. .. .. .. NA BW ZW SZ .. .. .. .. TF HM .. .. .. .. .. ..
.. .. .. .. .. .. .. .. BV .. .. .. .. .. .. .. .. ZA LS .. .. .. .. .. .. .. .. .. AQ .. .. UM
"""
SIDE = 10
GAP = 1
#: Country code → (column, row), from 0 at the top and the western edge.
POSITIONS: dict[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(_ROWS.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
#: The first column of each of three stretches of the map: side by side they are the whole world,
#: one under the other they are large enough for a telephone.
STRETCHES = (0, 10, 22)
COLUMNS = 1 + max(column for column, _row in POSITIONS.values())
ROWS = 1 + max(row for _column, row in POSITIONS.values())


@dataclass(frozen=True, slots=True)
class Tile:
    """A square with its top corner; ``shade`` 0 (nothing) to 4 (most)."""

    code: str
    x: int
    y: int
    shade: int

    @property
    def text_x(self) -> int:
        return self.x + SIDE // 2

    @property
    def text_y(self) -> float:
        return self.y + SIDE * 0.66


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some columns of the map, from top to bottom."""

    view_box: str
    tiles: list[Tile]


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve between two tiles; ``width`` 1 to 4, the wider the more links them."""

    path: str
    width: int


def shade(count: int, most: int) -> int:
    """0 for nothing, else 1 to 4 in equal parts of the highest count."""
    if count <= 0 or most <= 0:
        return 0
    return min(4, 1 + (4 * (count - 1)) // most)


def tiles(counts: Mapping[str, int]) -> list[Tile]:
    """The whole map, shaded by publishable ``counts``; codes not on the map are left out."""
    most = max(counts.values(), default=0)
    step = SIDE + GAP
    return [
        Tile(code, column * step, row * step, shade(counts.get(code, 0), most))
        for code, (column, row) in POSITIONS.items()
    ]


def stretches(counts: Mapping[str, int]) -> list[Stretch]:
    """The whole map in its three stretches, from west to east."""
    step = SIDE + GAP
    drawn = tiles(counts)
    made = []
    for first, after in zip(STRETCHES, (*STRETCHES[1:], COLUMNS), strict=True):
        inside = [tile for tile in drawn if first * step <= tile.x < after * step]
        made.append(Stretch(f"{first * step} 0 {(after - first) * step} {ROWS * step}", inside))
    return made


def arcs(pairs: Mapping[tuple[str, str], int]) -> list[Arc]:
    """A curve for each pair of codes that are on the map, by publishable counts."""
    most = max(pairs.values(), default=0)
    return [
        Arc(_curve(one, other), shade(count, most))
        for (one, other), count in pairs.items()
        if one in POSITIONS and other in POSITIONS
    ]


def view_box(codes: Iterable[str], margin: int = 2) -> str:
    """The part of the map that shows the tiles of ``codes`` with ``margin`` tiles round them."""
    step = SIDE + GAP
    places = [POSITIONS[code] for code in codes if code in POSITIONS] or [*POSITIONS.values()]
    left = max(min(x for x, _ in places) - margin, 0)
    top = max(min(y for _, y in places) - margin, 0)
    width = min(max(x for x, _ in places) + margin, COLUMNS - 1) - left + 1
    height = min(max(y for _, y in places) + margin, ROWS - 1) - top + 1
    return f"{left * step} {top * step} {width * step} {height * step}"


def _curve(one: str, other: str) -> str:
    """From the middle of a tile to that of another, bent to one side, never over the middle."""
    step, half = SIDE + GAP, SIDE // 2
    (x1, y1), (x2, y2) = (
        (column * step + half, row * step + half)
        for column, row in (POSITIONS[one], POSITIONS[other])
    )
    bend_x, bend_y = (x1 + x2) / 2 + (y2 - y1) / 5, (y1 + y2) / 2 - (x2 - x1) / 5
    return f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2} {y2}"
