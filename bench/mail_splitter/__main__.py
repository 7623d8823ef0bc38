"""`make bench-mail-splitter`: see docs/reference/benchmarks.md for what the rows say.

Of the half that is held, figures are told and never words.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import django

from bench.report import Row, report
from diwan.mailroom import splitting
from diwan.mailroom.reading import read

from .peers import given, measure
from .reading import HALVES, LANGUAGES, read_half
from .scoring import Score, placed, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .reading import Letter

_OURS = "Diwan"
_GOAL = 95
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class System:
    """A way to split; ``scores`` in the order of the letters."""

    name: str
    scores: Sequence[Score]
    speed: float


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of some letters."""

    clean: float
    lossy: int
    lost: int
    left: int


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.testing")
    django.setup()
    letters = [letter for half in HALVES for letter in read_half(half)]
    systems = [_ours(letters), *_theirs(letters)]
    rows = [
        *_by_language(letters, systems),
        *_answers(letters),
        *_by_kind(letters, systems[0]),
        *_speeds(letters, systems),
    ]
    is_met = report("mail-splitter", rows)
    print(_summary(letters, systems))
    sys.exit(0 if is_met else 1)


# --- measuring ---------------------------------------------------------------------------
def _ours(letters: Sequence[Letter]) -> System:
    scores = [score(letter, read(letter.raw).text) for letter in letters]
    return System(_OURS, scores, _speed(len(letters), lambda: [read(each.raw) for each in letters]))


def _theirs(letters: Sequence[Letter]) -> list[System]:
    return [
        System(
            peer.name,
            [score(letter, kept) for letter, kept in zip(letters, peer.kept, strict=True)],
            peer.speed,
        )
        for peer in measure([letter.raw for letter in letters])
    ]


def _speed(number: int, work: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(_ROUNDS):
        work()
    return _ROUNDS * number / (time.perf_counter() - started)


def _told(scores: Sequence[Score]) -> Told:
    return Told(
        clean=100 * sum(each.is_clean for each in scores) / len(scores),
        lossy=sum(each.lost > 0 for each in scores),
        lost=sum(each.lost for each in scores),
        left=sum(bool(each.left) for each in scores),
    )


# --- telling -----------------------------------------------------------------------------
def _groups(letters: Sequence[Letter]) -> Iterator[tuple[str, str, list[int]]]:
    """Half, language and places of every group that has letters."""
    for half in HALVES:
        for language in LANGUAGES:
            places = [
                place
                for place, letter in enumerate(letters)
                if (letter.half, letter.language) == (half, language)
            ]
            if places:
                yield half, language, places


def _by_language(letters: Sequence[Letter], systems: Sequence[System]) -> Iterator[Row]:
    for half, language, places in _groups(letters):
        ours, *others = [
            (system.name, _told([system.scores[place] for place in places])) for system in systems
        ]
        what = f"{half}, {language}, of {len(places)}"
        if not others:
            yield from _rows(what, ours[1], "", None)
        for name, other in others:
            yield from _rows(what, ours[1], name, other)


def _rows(what: str, ours: Told, name: str, other: Told | None) -> Iterator[Row]:
    yield Row(
        f"{what}: clean",
        ours.clean,
        "%",
        _GOAL,
        name,
        other.clean if other else None,
        is_less_better=False,
    )
    for said, unit, value, goal, peer_value in (
        ("letters that lost words", "", ours.lossy, 0, other.lossy if other else None),
        ("words lost", "", ours.lost, 0, other.lost if other else None),
        ("letters with words left over", "", ours.left, None, other.left if other else None),
    ):
        yield Row(f"{what}: {said}", value, unit, goal, name, peer_value)


def _answers(letters: Sequence[Letter]) -> Iterator[Row]:
    for half, language, places in _groups(letters):
        asked = [letters[place] for place in places if letters[place].inline]
        pairs = sum(len(letter.inline) for letter in asked)
        if pairs:
            kept = sum(placed(letter, read(letter.raw)) for letter in asked)
            yield Row(
                f"{half}, {language}: of {pairs} answers, kept with the line they answer",
                100 * kept / pairs,
                "%",
                _GOAL,
                is_less_better=False,
            )


def _by_kind(letters: Sequence[Letter], ours: System) -> Iterator[Row]:
    """By style and by family of programs, of the open half alone."""
    kinds: dict[str, list[Score]] = {}
    for letter, found in zip(letters, ours.scores, strict=True):
        if letter.half == "open":
            kinds.setdefault(f"style {letter.style}", []).append(found)
            kinds.setdefault(f"written with {letter.family}", []).append(found)
    for kind, scores in sorted(kinds.items()):
        told = _told(scores)
        what = f"open, {kind}, of {len(scores)}"
        yield Row(f"{what}: clean", told.clean, "%", is_less_better=False)
        yield Row(f"{what}: words lost", told.lost, "")


def _speeds(letters: Sequence[Letter], systems: Sequence[System]) -> Iterator[Row]:
    texts = [splitting.lines_of(given(letter.raw)) for letter in letters]
    alone = _speed(len(texts), lambda: [splitting.split(lines) for lines in texts])
    for system in systems[1:]:
        yield Row(
            "splitting alone", alone, "letters/s", None, system.name, system.speed,
            is_less_better=False,
        )  # fmt: skip
    yield Row("from bytes to words", systems[0].speed, "letters/s", is_less_better=False)


def _summary(letters: Sequence[Letter], systems: Sequence[System]) -> str:
    """A line a half and language, a column a system: clean % / letters that lost / with rests."""
    table = [("", *(system.name for system in systems))]
    for half, language, places in _groups(letters):
        told = [_told([system.scores[place] for place in places]) for system in systems]
        cells = [f"{each.clean:.0f} % / {each.lossy} / {each.left}" for each in told]
        table.append((f"{half} {language} ({len(places)})", *cells))
    widths = [max(len(row[column]) for row in table) for column in range(len(systems) + 1)]
    head = "\nclean / letters that lost words / letters with words left over\n"
    return head + "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


if __name__ == "__main__":
    main()
