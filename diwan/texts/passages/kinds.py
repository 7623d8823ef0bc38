"""Which kind each piece of a contribution is: the most likely sequence of kinds as a whole.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over the traits of the
pieces. Its weights stand in ``weights.json``; ``bench/alignment/training.py`` learns them.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, log
from operator import add, mul
from pathlib import Path
from typing import TYPE_CHECKING

from .paths import best_path
from .shapes import KINDS
from .traits import traits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .reading import Reading

_WEIGHTS = Path(__file__).parent / "weights.json"
Row = list[float]
_BARRED = 8.0
#: from here on a sentence restates the call
_RESTATED = 0.4
#: what does not stand under a heading
_BESIDE = {"question", "signature", "greeting", ""}
#: of a stretch that its writer put under a question of the form, in logarithms of odds
_DECLARED = {"answer": 6.0, "introduction": -6.0, "question": -2.0, "own_question": -1.0}


@cache
def weights() -> dict[str, list[float]]:
    """Trait or change of kinds → its weight for each of KINDS, in their order."""
    found: dict[str, list[float]] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return found


def kinds_of(
    reading: Reading, learned: Mapping[str, Sequence[float]] | None = None
) -> list[tuple[str, float]]:
    """Per piece its kind and how likely it is that, 0 to 1."""
    if not reading.units:
        return []
    used = weights() if learned is None else learned
    seen = [traits(reading, index) for index in range(len(reading.units))]
    rows = [
        scores(each, used) if declared is None else _declared(scores(each, used))
        for each, declared in zip(seen, reading.declared, strict=True)
    ]
    changes = [change_of(reading, index) for index in range(len(reading.units))]
    moves = {change: moves_of(change, used) for change in set(changes)}
    into = {change: list(zip(*move, strict=True)) for change, move in moves.items()}
    steps = [into[change] for change in changes]
    path = best_path(rows, steps)
    kinds = [KINDS[kind] for kind in path]
    barred = [(index, "introduction") for index in _numbered_openings(reading, kinds)]
    barred += [(index, "question") for index in _heading_nothing(reading, kinds)]
    for index, kind in barred:
        rows[index][KINDS.index(kind)] -= _BARRED
    if barred:
        path = best_path(rows, steps)
    chances = likelihoods(rows, [moves[change] for change in changes])
    return [(KINDS[kind], row[kind]) for kind, row in zip(path, chances, strict=True)]


def scores(seen: Sequence[str], used: Mapping[str, Sequence[float]]) -> Row:
    """What the traits of a piece say for each kind."""
    told = [used[trait] for trait in seen if trait in used]
    return [sum(weights) for weights in zip(*told, strict=True)] or [0.0] * len(KINDS)


def _numbered_openings(reading: Reading, kinds: Sequence[str]) -> list[int]:
    """Pieces said to introduce, although a label in words stands before them.

    Or they begin a series of labels of which the rest are answers.
    """
    answering = {
        label.shape
        for label, kind in zip(reading.series, kinds, strict=True)
        if label is not None and kind == "answer"
    }
    numbers = {
        reading.units[index].paragraph
        for index, label in enumerate(reading.series)
        if label is not None and kinds[index] == "introduction" and label.shape in answering
    }
    numbers |= {
        reading.units[index].paragraph
        for index, kind in enumerate(kinds)
        if kind == "introduction"
        and reading.follows_label[index]
        and not reading.passes_over(index)
    }
    return [i for i, unit in enumerate(reading.units) if unit.paragraph in numbers]


def _heading_nothing(reading: Reading, kinds: Sequence[str]) -> Iterator[int]:
    """Statements said to be headings that restate nothing, and under which nothing stands."""
    for index, (kind, after) in enumerate(zip(kinds, [*kinds[1:], ""], strict=True)):
        if kind != "question" or after not in _BESIDE or not reading.states(index):
            continue
        if reading.restated[index] < _RESTATED or not reading.opens_paragraph(index):
            yield index


def _declared(row: Row) -> Row:
    """What was put under a question of the form answers it, courtesies apart."""
    return [score + _DECLARED.get(kind, 0.0) for kind, score in zip(KINDS, row, strict=True)]


def change_of(reading: Reading, index: int) -> str:
    """What stands between a piece and the one before: nothing, a line, or a gap."""
    if not reading.units[index].is_first:
        return "within"
    return "gap" if reading.follows_gap(index) else "line"


def moves_of(change: str, used: Mapping[str, Sequence[float]]) -> list[Row]:
    """Kind before → kind → what the change adds."""
    nothing = [0.0] * len(KINDS)
    return [
        [
            always + here
            for always, here in zip(
                used.get(f"{kind} →", nothing), used.get(f"{kind} {change} →", nothing), strict=True
            )
        ]
        for kind in KINDS
    ]


def likelihoods(rows: Sequence[Row], moves: Sequence[Sequence[Row]]) -> list[Row]:
    """Per piece how likely each kind is, all sequences together."""
    forward, backward = sweeps(rows, moves)
    every = total(forward[-1])
    return [
        [exp(min(0.0, ahead + behind - every)) for ahead, behind in zip(f, b, strict=True)]
        for f, b in zip(forward, backward, strict=True)
    ]


def sweeps(rows: Sequence[Row], moves: Sequence[Sequence[Row]]) -> tuple[list[Row], list[Row]]:
    """Logarithms of what all sequences up to a kind weigh, and of all that go on from it."""
    # the same few moves stand between all pieces: their exponentials are taken once
    raised = {id(move): [list(map(exp, row)) for row in move] for move in _different(moves)}
    turned = {key: list(zip(*move, strict=True)) for key, move in raised.items()}
    forward = [list(rows[0])]
    for row, move in zip(rows[1:], moves[1:], strict=True):
        forward.append(list(map(add, row, _totals(forward[-1], turned[id(move)]))))
    backward = [[0.0] * len(rows[0])]
    for row, move in zip(rows[:0:-1], moves[:0:-1], strict=True):
        backward.append(_totals(list(map(add, row, backward[-1])), raised[id(move)]))
    backward.reverse()
    return forward, backward


def _different(moves: Iterable[Sequence[Row]]) -> Iterable[Sequence[Row]]:
    return {id(move): move for move in moves}.values()


def _totals(values: Row, raised: Iterable[Sequence[float]]) -> Row:
    """Per row of ``raised``, `total` of its logarithms and ``values`` added up."""
    top = max(values)
    weights = [exp(value - top) for value in values]
    return [top + log(sum(map(mul, weights, row))) for row in raised]


def total(values: Sequence[float]) -> float:
    """The logarithm of the sum of the exponentials."""
    top = max(values)
    return top + log(sum([exp(value - top) for value in values]))
