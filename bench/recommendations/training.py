"""`python -m bench.recommendations.training`: learns how much each sign of a sentence weighs.

Reads single lines and the open half only, and writes
``diwan/discussions/reply/recommending.json``. ``--check`` writes nothing and says how well
sentences are told that were not learned from, in five parts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from diwan.discussions.reply import recommending
from diwan.discussions.reply.asking import signs
from diwan.discussions.reply.recommending import LEAST, chance, seen

from .annotated import LANGUAGES, read_half
from .single_lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .annotated import Annotated

_T = TypeVar("_T")

_OUT = Path(recommending.__file__).with_suffix(".json")
_PARTS = 5
_TURNS = 25
_RATE = 0.15
#: small weights are preferred, those of single words above all
_STILL, _STILL_WORDS = 0.01, 0.3
_SEEN_AT_LEAST = 3
#: what is known before anything is learned
_EXPECTED = {"listed recommended": 4.0, "nothing asks": -2.0}
_WRITTEN_FROM = 0.02


class Example(NamedTuple):
    """A sentence that is learned from; those of one ``part`` are measured together."""

    source: str
    language: str
    part: int
    text: str
    signs: list[str]
    is_recommendation: bool


def examples() -> list[Example]:
    """Every single line, and every sentence of the open half that is marked one way."""
    return [*_from_lines(), *_from_contributions(read_half("open"))]


def _from_lines() -> Iterator[Example]:
    """Lines of the same number may be sisters in two languages, so they go into one part."""
    numbers: Counter[str] = Counter()
    for line in read_lines():
        numbers[line.language] += 1
        part = numbers[line.language] // 4 % _PARTS
        is_one = line.label == "recommendation"
        found = signs(line.text, line.language)
        yield Example("lines", line.language, part, line.text, found, is_one)


def _from_contributions(contributions: Iterable[Annotated]) -> Iterator[Example]:
    for number, each in enumerate(contributions):
        for sentence in seen(each.text):
            kind = _kind(each, sentence.start, sentence.end)
            if kind != "either":
                text = each.text[sentence.start : sentence.end]
                is_one = kind == "recommendation"
                part = number % _PARTS
                yield Example("open", each.language, part, text, sentence.signs, is_one)


def _kind(annotated: Annotated, start: int, end: int) -> str:
    shared: dict[str, int] = defaultdict(int)
    for segment in annotated.segments:
        shared[segment.kind] += max(0, min(end, segment.end) - max(start, segment.start))
    return max(shared, key=lambda kind: shared[kind])


def learn(known: Sequence[Example]) -> dict[str, float]:
    """Weights under which the right labels are likely (AdaGrad, the same order each time)."""
    counts = Counter(sign for example in known for sign in example.signs)
    often = {sign for sign, count in counts.items() if count >= _SEEN_AT_LEAST}
    weights: dict[str, float] = defaultdict(float, _EXPECTED)
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    kept = [(["", *often.intersection(each.signs)], each.is_recommendation) for each in known]
    kept = [(sorted(found), label) for found, label in kept]
    for turn in range(_TURNS):
        for found, label in _mixed(kept, turn):
            error = label - chance(found[1:], weights)
            for sign in found:
                _follow(weights, squares, sign, error)
    return dict(weights)


def _mixed(items: Sequence[_T], turn: int) -> Iterator[_T]:
    """All items in an order that is another each turn and the same each run."""
    step = 7919 + 2 * turn
    while len(items) % step == 0:
        step += 2
    return (items[(place * step) % len(items)] for place in range(len(items)))


def _follow(weights: dict[str, float], squares: dict[str, float], sign: str, error: float) -> None:
    still = _STILL_WORDS if sign.startswith(("w ", "w0", "w1", "c ")) else _STILL
    towards = error - still * weights[sign] * (sign != "")
    squares[sign] += towards * towards
    weights[sign] += _RATE * towards / sqrt(squares[sign])


def check(known: Sequence[Example], *, is_telling: bool) -> None:
    """Learn from four fifths, tell the fifth, five times over."""
    told: list[tuple[Example, float]] = []
    for part in range(_PARTS):
        weights = learn([each for each in known if each.part != part])
        told += [(each, chance(each.signs, weights)) for each in known if each.part == part]
    print("together", *(_line(told, least / 50) for least in range(17, 26)))
    for source in ("lines", "open"):
        for language in (*LANGUAGES, ""):
            some = [
                pair
                for pair in told
                if pair[0].source == source and language in ("", pair[0].language)
            ]
            print(source, language or "all", *(_line(some, least / 20) for least in range(5, 14)))
    for example, value in told if is_telling else ():
        if (value >= LEAST) != example.is_recommendation:
            mark = "missed" if example.is_recommendation else "alarm "
            print(f"{example.source} {mark} {value:.2f} {example.text[:150]}")


def _line(told: Sequence[tuple[Example, float]], least: float) -> str:
    right = sum(value >= least and each.is_recommendation for each, value in told)
    called = sum(value >= least for _each, value in told)
    of_all = sum(each.is_recommendation for each, _value in told)
    return f"{least:.2f}:{right / max(1, called):.0%}/{right / of_all:.0%}"


def write(weights: Mapping[str, float]) -> None:
    """Without the weights that hardly change anything."""
    kept = {sign: round(weight, 2) for sign, weight in sorted(weights.items())}
    lines = ",\n".join(
        f"{json.dumps(sign, ensure_ascii=False)}: {weight}"
        for sign, weight in kept.items()
        if abs(weight) >= _WRITTEN_FROM
    )
    _OUT.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--tell", action="store_true", help="print what is told wrong")
    options = parser.parse_args()
    known = examples()
    if options.check:
        check(known, is_telling=options.tell)
    else:
        write(learn(known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
