"""Lines in, kept words and cuttings out; together they are the whole letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LINES = 1_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece that was cut: where in the kept text (in characters), why, and the piece itself."""

    position: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``mark`` is what HTML, or the format, said of it.

    ``quoted``, ``attribution`` and ``signature`` name what it is, ``reply`` begins the old
    letter, ``own`` stands in a quote in a colour of its own; ``flowed`` begins with a “>” that
    its format says is a quote's; most lines have none. ``end`` is empty where the next one
    stands behind it: the answer behind its question.
    """

    text: str
    mark: str = ""
    end: str = "\n"


@dataclass(frozen=True, slots=True)
class Split:
    """What the writer wrote, and what was cut from between."""

    text: str
    cuttings: tuple[Cut, ...]


def lines_of(text: str) -> list[Line]:
    """The lines of ``text``; so many that no letter has them stay one piece, and are not split."""
    if text.count("\n") > _MOST_LINES:
        return [Line(text)]
    return [Line(line) for line in text.split("\n")]


def restore(text: str, cuttings: Sequence[Cut]) -> str:
    """The whole letter again: each cutting put back at its position."""
    pieces, reached = [], 0
    for cut in cuttings:
        pieces += [text[reached : cut.position], cut.text]
        reached = cut.position
    return "".join([*pieces, text[reached:]])
