"""The best way through rows of choices (Viterbi)."""

from __future__ import annotations

from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

#: choice → choice in the row before → what the step adds
Steps: TypeAlias = "Sequence[Sequence[float]]"


def best_path(scores: Sequence[Sequence[float]], steps: Sequence[Steps]) -> list[int]:
    """Per row the choice of the best way through all rows; the first one where several are.

    Args:
        scores: row → choice → how good it is; no row is empty.
        steps: row → the steps into it; those of the first row say nothing.
    """
    if not scores:
        return []
    values = list(scores[0])
    back: list[list[int]] = []
    for row, into in zip(scores[1:], steps[1:], strict=True):
        best, reached = [], []
        for score, step in zip(row, into, strict=True):
            ways = list(map(add, values, step))
            top = max(ways)
            best.append(ways.index(top))
            reached.append(top + score)
        values = reached
        back.append(best)
    path = [values.index(max(values))]
    for best in reversed(back):
        path.append(best[path[-1]])
    return path[::-1]


def worth(scores: Sequence[Sequence[float]], steps: Sequence[Steps], path: Sequence[int]) -> float:
    """What a way through the rows adds up to; arguments as for `best_path`."""
    taken = (into[b][a] for into, (a, b) in zip(steps[1:], pairwise(path), strict=True))
    return sum(row[choice] for row, choice in zip(scores, path, strict=True)) + sum(taken)
