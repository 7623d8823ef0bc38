"""How many of the sentences that say the same stand among the first five, by pair of languages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from bench.alignment.annotated import read_half as read_contributions
from diwan.texts.sentences import sentences

from .reading import LANGUAGES, SAME, TOLD, read_half

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .reading import Line

    #: (number of the sentence asked for, those to choose from, how many, what is known to say the
    #: same) → the likeliest first
    Nearest = Callable[[int, Sequence[int], int, Sequence[int]], Sequence[int]]

MOST = 5
_PAIRS = tuple(product(LANGUAGES, repeat=2))
_KINDS = {"said in general": SAME, "told of one case": TOLD}


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences of a half, and after them answers of other contributions, as distractors."""

    lines: Sequence[Line]
    texts: Sequence[tuple[str, str]]

    def places(self, language: str, but: int) -> list[int]:
        """Every sentence in a language (empty: in any) but one."""
        return [
            place
            for place, (_text, code) in enumerate(self.texts)
            if place != but and language in ("", code)
        ]

    def same(self, number: int, language: str, signs: str = SAME + TOLD) -> set[int]:
        """What says the same as a sentence, in a language (empty: in any)."""
        asked = self.lines[number]
        return {
            place
            for place, line in enumerate(self.lines)
            if place != number
            and line.group == asked.group
            and line.sign in signs
            and language in ("", line.language)
        }

    def statements(self, language: str = "") -> list[int]:
        """The sentences that are asked for: those that say it in general."""
        return [
            place
            for place, line in enumerate(self.lines)
            if line.sign == SAME and language in ("", line.language)
        ]


def pool(half: str) -> Pool:
    lines = read_half(half)
    answers = [
        (each.text[found.start : found.end], each.language)
        for each in read_contributions("open")
        for segment in each.segments
        if segment.kind == "answer"
        for found in sentences(each.text, segment.start, segment.end)
    ]
    return Pool(lines, [*((line.text, line.language) for line in lines), *answers])


@dataclass(slots=True)
class Recall:
    """What was found of what there is to find."""

    found: int = 0
    all: int = 0

    def add(self, near: Sequence[int], targets: set[int], most: int = MOST) -> None:
        self.found += len(targets & set(near[:most]))
        self.all += min(most, len(targets))

    @property
    def percent(self) -> float:
        return 100 * self.found / self.all if self.all else 0.0


def recall(pool: Pool, nearest: Nearest) -> dict[str, Recall]:
    """Recall@5 by what is told: ``en → fr`` and so on, and some over all.

    Of a pair the sentences of its second language alone are looked through; ``in one list`` are
    those of all languages, as beside a statement.
    """
    found = {f"{asked} → {answered}": Recall() for asked, answered in _PAIRS}
    kinds = {name: found.setdefault(name, Recall()) for name in _KINDS}
    for asked, answered in _PAIRS:
        for number in pool.statements(asked):
            near = nearest(number, pool.places(answered, number), MOST, ())
            found[f"{asked} → {answered}"].add(near, pool.same(number, answered))
            for name, sign in _KINDS.items():
                kinds[name].add(near, pool.same(number, answered, sign))
    whole = found["in one list"] = Recall()
    helped = found["in one list, one of another language cited"] = Recall()
    for number in pool.statements():
        same, among = pool.same(number, ""), pool.places("", number)
        whole.add(nearest(number, among, MOST, ()), same)
        known = min(same - pool.same(number, pool.lines[number].language))
        left = [place for place in among if place != known]
        helped.add(nearest(number, left, MOST, [known]), same - {known})
    return found
