"""`python -m bench.alignment.training`: learns how traits and kinds go together.

Reads the open half only, and writes ``diwan/texts/passages/weights.json``. ``--check`` writes
nothing and says how well contributions are told that were not learned from, in five parts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from diwan.texts import passages
from diwan.texts.language import detect
from diwan.texts.passages import KINDS, Asked, AskedTopic, Outline, Writing
from diwan.texts.passages.finding import read
from diwan.texts.passages.kinds import change_of, kinds_of, moves_of, scores, sweeps, total
from diwan.texts.passages.traits import traits

from .annotated import read_half
from .scoring import outline_of
from .single_lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diwan.texts.passages.reading import Reading

    from .annotated import Annotated
    from .single_lines import SingleLine

_OUT = Path(passages.__file__).parent / "weights.json"
_TURNS = 20
#: of the last turns the mean is kept
_KEPT = 10
_RATE = 0.25
#: a trait is believed as far as it was seen often
_STILL = 0.05
_PARTS = 5

#: what is known before anything is learned: the rules of marking say it
_EXPECTED = {
    "only label worded": {"question": 3.0},
    "series bare": {"introduction": -3.0, "signature": -3.0, "greeting": -3.0},
    "series worded": {"introduction": -3.0, "signature": -3.0, "greeting": -3.0},
    "label bare": {"introduction": -2.0, "signature": -2.0, "greeting": -2.0},
    "restated6": {"question": 3.0},
    "asks restated3": {"question": 1.5},
    "references": {"reference": 2.0},
    "quoted line": {"quoted": 4.0},
    "long stating": {"question": -3.0},
    "closed stating": {"question": -2.0},
    "item": {"question": -2.0},
    "row": {"answer": 2.0, "question": -2.0},
}
_OF_SOURCES = {"references", "references heading"}
#: traits that a line by itself cannot have
_OF_PLACE = (
    *("share", "after", "before", "begins", "inside", "first", "last", "line", "tail", "ends"),
    *("restated", "asks restated", "line restated", "relevant", "postscript", "heading", "name"),
    *("asks all", "asks last", "asks not", "asks followed", "labelled line", "to others followed"),
    *("to others not", "to others early", "thanks early", "thanks inside", "selves early"),
    *("thanks addressed not", "welcome early", "closing early", "closing late", "opens"),
    *("passes over one", "another's line", "another's first", "colon", "question word line"),
    *("source signs line", "small start", "stating", "asks first", "asks late"),
    *("source forms late", "source forms not", "source line"),
)

Weights = dict[str, list[float]]


class Example:
    """A contribution with the right kind of each of its pieces."""

    def __init__(self, contribution: Annotated, reading: Reading) -> None:
        self.name = contribution.name
        self.reading = reading
        self.seen = [traits(reading, index) for index in range(len(reading.units))]
        self.changes = [change_of(reading, index) for index in range(len(reading.units))]
        self.right = [_right(contribution, unit.start, unit.end) for unit in reading.units]
        self.letters = [len("".join(text.split())) for text in reading.texts]


def _right(contribution: Annotated, start: int, end: int) -> int:
    shared: dict[str, int] = defaultdict(int)
    for segment in contribution.segments:
        shared[segment.kind] += max(0, min(end, segment.end) - max(start, segment.start))
    return KINDS.index(max(shared, key=lambda kind: shared[kind]))


def examples(contributions: Iterable[Annotated]) -> list[Example]:
    """Each contribution read beside the others of its call."""
    by_call: dict[str, list[Annotated]] = defaultdict(list)
    for each in contributions:
        by_call[each.call.slug].append(each)
    found: list[Example] = []
    for several in by_call.values():
        writings = [Writing(each.text, detect(each.text).code) for each in several]
        readings = read(outline_of(several[0].call), writings)
        found += [Example(*pair) for pair in zip(several, readings, strict=True)]
    return sorted(found, key=lambda example: example.name)


class Line:
    """A line by itself with its right kind: it has no place in a text, and nothing around it."""

    def __init__(self, line: SingleLine, reading: Reading) -> None:
        self.seen = [[trait for trait in traits(reading, 0) if not trait.startswith(_OF_PLACE)]]
        self.changes = [change_of(reading, 0)]
        self.right = [KINDS.index(line.kind)]


class Bare:
    """An example whose list of sources has no heading: its forms alone must tell it."""

    def __init__(self, example: Example) -> None:
        self.seen = [[trait for trait in seen if trait not in _OF_SOURCES] for seen in example.seen]
        self.changes = example.changes
        self.right = example.right


def bare(known: Iterable[Example]) -> list[Bare]:
    return [Bare(each) for each in known if any("references" in seen for seen in each.seen)]


def single_lines() -> list[Line]:
    """Lines of ``lines/``, each read under a call that asks nothing near it."""
    lines = read_lines()
    asked = Asked("Q", {"en": "?"})
    outline = Outline((AskedTopic("T", {"en": "?"}, (asked,)),))
    readings = read(outline, [Writing(line.text, line.language) for line in lines])
    return [
        Line(line, reading)
        for line, reading in zip(lines, readings, strict=True)
        if len(reading.units) == 1
    ]


def learn(known: Sequence[Example | Line | Bare]) -> Weights:
    """Weights under which the right kinds are likely (AdaGrad, small weights preferred)."""
    weights: Weights = defaultdict(lambda: [0.0] * len(KINDS))
    nothing = [0.0] * len(KINDS)
    expected = {
        trait: [leanings.get(kind, 0.0) for kind in KINDS] for trait, leanings in _EXPECTED.items()
    }
    weights.update({trait: list(row) for trait, row in expected.items()})
    squares: Weights = defaultdict(lambda: [1e-3] * len(KINDS))
    kept: Weights = defaultdict(lambda: [0.0] * len(KINDS))
    for turn in range(_TURNS):
        for example in known:
            for trait, slope in _slopes(example, weights).items():
                _follow(weights[trait], squares[trait], slope, expected.get(trait, nothing))
        if turn >= _TURNS - _KEPT:
            for trait, row in weights.items():
                kept[trait] = [a + b / _KEPT for a, b in zip(kept[trait], row, strict=True)]
    return dict(kept)


def _follow(
    weight: list[float], square: list[float], slope: list[float], expected: Sequence[float]
) -> None:
    for kind, value in enumerate(slope):
        towards = value - _STILL * (weight[kind] - expected[kind])
        square[kind] += towards * towards
        weight[kind] += _RATE * towards / sqrt(square[kind])


def _slopes(example: Example | Line | Bare, weights: Weights) -> Weights:
    """Where each weight would have to go to make the right kinds likelier."""
    rows = [scores(seen, weights) for seen in example.seen]
    known = {change: moves_of(change, weights) for change in set(example.changes)}
    moves = [known[change] for change in example.changes]
    forward, backward = sweeps(rows, moves)
    every = total(forward[-1])
    slopes: Weights = defaultdict(lambda: [0.0] * len(KINDS))
    for index, right in enumerate(example.right):
        errors = [
            (kind == right) - exp(min(0.0, forward[index][kind] + backward[index][kind] - every))
            for kind in range(len(KINDS))
        ]
        for trait in example.seen[index]:
            slope = slopes[trait]
            for kind, error in enumerate(errors):
                slope[kind] += error
        if index:
            ahead = [r + b - every for r, b in zip(rows[index], backward[index], strict=True)]
            _change_slopes(example, index, (forward[index - 1], moves[index], ahead), slopes)
    return slopes


def _change_slopes(
    example: Example | Line | Bare,
    index: int,
    told: tuple[list[float], list[list[float]], list[float]],
    slopes: Weights,
) -> None:
    """The same for the change from the piece before."""
    behind, move, ahead = told
    change, was, right = example.changes[index], example.right[index - 1], example.right[index]
    for before, name in enumerate(KINDS):
        chances = [
            exp(min(0.0, behind[before] + step + rest))
            for step, rest in zip(move[before], ahead, strict=True)
        ]
        for trait in (f"{name} →", f"{name} {change} →"):
            for kind, chance in enumerate(chances):
                slopes[trait][kind] += (before == was and kind == right) - chance


def check(known: Sequence[Example], alone: Sequence[Line]) -> None:
    """Learn from four fifths, tell the fifth, five times over."""
    right = of_all = 0
    kept = out = answers = found = 0
    for part in range(_PARTS):
        others = [each for n, each in enumerate(known) if n % _PARTS != part]
        weights = learn([*alone, *bare(others), *others])
        for example in known[part::_PARTS]:
            told = kinds_of(example.reading, weights)
            for index, (kind, sure) in enumerate(told):
                letters, gold = example.letters[index], KINDS[example.right[index]]
                of_all += letters
                right += letters * (kind == gold)
                if gold == "answer":
                    answers += letters
                    found += letters * (kind == "answer")
                else:
                    kept += letters
                    out += letters * (kind != "answer")
                if (kind == "answer") != (gold == "answer"):
                    text = " ".join(example.reading.texts[index].split())
                    print(f"{example.name}: {gold} ← {kind} {sure:.2f} {text[:100]}")
    print(f"kinds {right / of_all:.1%}, answers {found / answers:.1%}, others {out / kept:.1%}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    known = examples(read_half("open"))
    if parser.parse_args().check:
        check(known, single_lines())
        return 0
    weights = learn([*single_lines(), *bare(known), *known])
    rounded = {
        trait: [round(weight, 2) for weight in row] for trait, row in sorted(weights.items())
    }
    lines = ",\n".join(
        f"{json.dumps(t, ensure_ascii=False)}: {json.dumps(r)}" for t, r in rounded.items()
    )
    _OUT.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
