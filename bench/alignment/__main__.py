"""`make bench-alignment`: how well passages and their questions are told; see ``README.md``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bench.report import Row, report
from diwan.texts.passages import find

from .annotated import CASES, HALVES, LANGUAGES, read_half
from .floors import headings_only, likeness_only
from .scoring import measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .scoring import Result, Score

GOAL = 95.0
_SHARES: dict[str, Callable[[Score], float]] = {
    "answers right": lambda score: score.right,
    "kept out": lambda score: score.out,
}
_FLOORS = {"headings only": headings_only, "word likeness only": likeness_only}


def main(arguments: list[str] | None = None) -> int:
    """Measure; 1 when a goal on the held half is not met."""
    parser = argparse.ArgumentParser(prog="python -m bench.alignment", description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--errors", action="store_true", help="print what is wrong; open only")
    asked = parser.parse_args(arguments)
    if asked.errors and asked.half != "open":
        parser.error("errors are told for the open half only: add --half open.")
    rows: list[Row] = []
    for half in [asked.half] if asked.half else HALVES:
        result = measure(read_half(half), find)
        floors = {name: measure(read_half(half), floor) for name, floor in _FLOORS.items()}
        rows += _rows(half, result, floors)
        if asked.errors:
            _print_mistakes(result)
    name = f"alignment-{asked.half}" if asked.half else "alignment"
    return 0 if report(name, rows) else 1


def _rows(half: str, result: Result, floors: dict[str, Result]) -> Iterator[Row]:
    """Per language and case both shares, each beside both floors."""
    for language in LANGUAGES:
        score = result.languages[language]
        others = {name: floor.languages[language] for name, floor in floors.items()}
        yield from _shares(f"{half}, {language}", score, others, GOAL)
        yield Row(f"{half}, {language}: languages misread", result.misread[language], "", 0)
        yield Row(f"{half}, {language}: answers said foreign", result.foreign(language), "%", 1)
    for case in CASES:
        others = {name: floor.cases[case] for name, floor in floors.items()}
        yield from _shares(f"{half}, {case}", result.cases[case], others, None)


def _shares(what: str, score: Score, floors: dict[str, Score], goal: float | None) -> Iterator[Row]:
    for share, read in _SHARES.items():
        for name, floor in floors.items():
            yield Row(
                f"{what}: {share}",
                read(score),
                "%",
                goal,
                name,
                read(floor),
                is_less_better=False,
            )


def _print_mistakes(result: Result) -> None:
    for each in result.mistakes:
        segment, passage = each.segment, each.passage
        accepted = " | ".join(" ".join(sorted(keys)) or "none" for keys in segment.accepted)
        told = f"{passage.kind} {' '.join(passage.targets)} ({passage.confidence:.2f})"
        print(f"{each.contribution.name}: {segment.kind} {accepted} ← {told}")
        print(f"    {' '.join(each.text.split())}")


if __name__ == "__main__":
    sys.exit(main())
