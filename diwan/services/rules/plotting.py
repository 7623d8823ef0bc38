"""Points on a small plain map: degrees to units of a drawing, and a bar for the distance."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT, MARGIN = 320.0, 220.0, 18.0
#: where the bar begins
BAR_X = 12.0
#: kilometres of one degree of latitude (mean, WGS 84)
KM_A_DEGREE = 111.2
_SMALLEST = 0.02
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)

Degrees = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """``points`` in the order given; a bar of ``bar_width`` units is ``bar_km`` long."""

    points: list[tuple[float, float]]
    bar_km: int
    bar_width: float


def is_on_earth(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def plot(places: Sequence[Degrees]) -> Plot | None:
    """``places`` as (latitude, longitude), north up, true in both directions at their middle."""
    if not places:
        return None
    latitudes, longitudes = [each[0] for each in places], [each[1] for each in places]
    middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
    shrink = max(cos(radians(middle[0])), 0.05)
    tall = max(max(latitudes) - min(latitudes), _SMALLEST)
    wide = max((max(longitudes) - min(longitudes)) * shrink, _SMALLEST)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    points = [
        (
            round(WIDTH / 2 + (longitude - middle[1]) * shrink * scale, 1),
            round(HEIGHT / 2 - (latitude - middle[0]) * scale, 1),
        )
        for latitude, longitude in places
    ]
    longest = WIDTH / 3 / scale * KM_A_DEGREE
    km = max((step for step in _STEPS if step <= longest), default=1)
    return Plot(points, km, round(min(km / KM_A_DEGREE * scale, WIDTH - 2 * MARGIN), 1))
