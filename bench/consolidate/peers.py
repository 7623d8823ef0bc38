"""Two plain ways to choose sentences, to stand beside ours."""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING

from diwan.texts.normalise import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diwan.discussions.reply.candidates import Candidate

_DAMPING, _ROUNDS = 0.85, 40


def lead(candidates: Sequence[Candidate], count: int) -> list[int]:
    """The first sentence of each contribution in turn, then the second of each, and so on."""
    turn: dict[int, int] = {}
    order: list[tuple[int, int]] = []
    for number, candidate in enumerate(candidates):
        turn[candidate.contribution] = turn.get(candidate.contribution, -1) + 1
        order.append((turn[candidate.contribution], number))
    return [number for _turn, number in sorted(order)][:count]


def textrank(candidates: Sequence[Candidate], count: int) -> list[int]:
    """Mihalcea and Tarau (2004): PageRank over shared words, divided by the lengths' logarithms."""
    words = [frozenset(re.findall(r"\w+", fold(each.text))) for each in candidates]
    links = [
        [(other, _overlap(own, theirs)) for other, theirs in enumerate(words) if other != number]
        for number, own in enumerate(words)
    ]
    links = [[(other, weight) for other, weight in row if weight] for row in links]
    totals = [sum(weight for _other, weight in row) for row in links]
    ranks = [1.0] * len(words)
    for _round in range(_ROUNDS):
        ranks = [
            1 - _DAMPING + _DAMPING * sum(w * ranks[other] / totals[other] for other, w in row)
            for row in links
        ]
    return sorted(range(len(words)), key=lambda number: (-ranks[number], number))[:count]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (log(len(one) + 1) + log(len(other) + 1)) if shared else 0.0
