"""A world of equal squares: every country visible, small islands too; nothing to scale.

Own layout, drawn by neighbourhood: columns go east, rows go south. Reservations about
designations stand with the names, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
