"""The best way through rows of choices (Viterbi)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def best_path(
    scores: Sequence[Sequence[float]], step: Callable[[int, int, int], float]
) -> list[int]:
    """Per row the choice of the best way through all rows; the first one where several are.

    Args:
        scores: row → choice → how good it is; no row is empty.
        step: (row, choice in the row before, choice) → what the step adds.
    """
    if not scores:
        return []
    value = list(scores[0])
    back: list[list[int]] = []
    for number, row in enumerate(scores[1:], start=1):
        best = [
            max(range(len(value)), key=lambda a, b=b: value[a] + step(number, a, b))  # type: ignore[misc]
            for b in range(len(row))
        ]
        value = [value[a] + step(number, a, b) + row[b] for b, a in enumerate(best)]
        back.append(best)
    path = [max(range(len(value)), key=value.__getitem__)]
    for best in reversed(back):
        path.append(best[path[-1]])
    return path[::-1]


def worth(
    scores: Sequence[Sequence[float]], step: Callable[[int, int, int], float], path: Sequence[int]
) -> float:
    """What a way through the rows adds up to; arguments as for `best_path`."""
    steps = (step(number, a, b) for number, (a, b) in enumerate(pairwise(path), start=1))
    return sum(row[choice] for row, choice in zip(scores, path, strict=True)) + sum(steps)
