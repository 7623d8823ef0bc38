"""What the page of a dialogue draws: its rounds, each with its place on the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language_bidi

from diwan.core import clock

from ..queries.dialogues import rounds_of
from ..timeline import Dot, Line, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Dialogue, Round

#: pixels: above the highest lane, between two lanes, under the line for the years
_TOP, _LANE, _YEARS = 14, 18, 26


@dataclass(frozen=True, slots=True)
class Met:
    """A round as it is shown: what is known of its date is its ``look``."""

    round: Round
    dot: Dot
    is_to_come: bool
    height: int

    @property
    def look(self) -> str:
        if self.is_to_come:
            return "later"
        return "sure" if self.round.is_confirmed else "unsure"

    @property
    def y(self) -> int:
        return self.height - _YEARS - self.dot.lane * _LANE


@dataclass(frozen=True, slots=True)
class Drawn:
    rounds: list[Met]
    line: Line
    height: int

    @property
    def base(self) -> int:
        """Where the line itself lies, from above."""
        return self.height - _YEARS

    @property
    def looks(self) -> set[str]:
        return {met.look for met in self.rounds}


def drawn(dialogue: Dialogue) -> Drawn:
    """One query."""
    return draw(rounds_of(dialogue))


def draw(rounds: Iterable[Round]) -> Drawn:
    found, today = list(rounds), clock.now().date()
    laid = line([one.span for one in found], today, is_mirrored=get_language_bidi())
    height = _TOP + _YEARS + (laid.lanes - 1) * _LANE
    met = [
        Met(one, dot, one.span[0] > today, height)
        for one, dot in zip(found, laid.dots, strict=True)
    ]
    return Drawn(met, laid, height)
