"""`make bench-suggestions`: see docs/explanation/suggesting.md for what the rows say."""

from __future__ import annotations

import sys
from itertools import combinations
from typing import TYPE_CHECKING

from bench.report import Row, report
from diwan.discussions.reply import suggesting
from diwan.discussions.reply.contrast import differs

from .plain import Plain
from .reading import CONTRARY, HALVES, SAME
from .scoring import pool, recall

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .scoring import Nearest, Pool

_PEER = "TF-IDF of words"


def main() -> None:
    rows = [row for half in HALVES for row in _rows(half, pool(half))]
    sys.exit(0 if report("suggestions", rows) else 1)


def _rows(half: str, pool: Pool) -> Iterator[Row]:
    size = len(pool.texts)
    ours = recall(pool, _ours(pool))
    theirs = recall(pool, Plain([text for text, _language in pool.texts]).nearest)
    for name, found in ours.items():
        yield Row(
            f"{half}, of {size} sentences: recall@5, {name}",
            found.percent,
            "%",
            peer=_PEER,
            peer_value=theirs[name].percent,
            is_less_better=False,
        )
    yield from _contrary(half, pool)
    yield from _twins(half, pool)


def _ours(pool: Pool) -> Nearest:
    within = suggesting.Pool(
        suggesting.Sentence(place, 0, len(text), text, language)
        for place, (text, language) in enumerate(pool.texts)
    )

    def _nearest(number: int, among: Sequence[int], most: int, known: Sequence[int]) -> list[int]:
        allowed = set(among)
        text, language = pool.texts[number]
        near = within.near(
            text,
            language,
            most=most,
            cited=[within.sentences[each] for each in known],
            without=lambda each: each.version not in allowed,
        )
        return [each.sentence.version for each in near]

    return _nearest


def _contrary(half: str, pool: Pool) -> Iterator[Row]:
    """How often a cue of disagreement is seen beside a general statement of the same group."""
    for name, sign in (("contrary", CONTRARY), ("same", SAME)):
        seen = [
            differs(one.text, other.text, is_one_language=one.language == other.language)
            for one in pool.lines
            for other in pool.lines
            if one.group == other.group and one.sign == SAME and other.sign == sign
            if one != other
        ]
        share = 100 * sum(seen) / len(seen)
        yield Row(f"{half}: marked as perhaps contrary, of what says the {name}", share, "%")


def _twins(half: str, pool: Pool) -> Iterator[Row]:
    """How many pairs of statements are flagged, and how many of these say the same."""
    lines = [line for line in pool.lines if line.sign in (SAME, CONTRARY)]
    flagged = suggesting.twins([(line.text, line.language) for line in lines])
    right = sum(
        lines[one].group == lines[other].group and lines[one].sign == lines[other].sign
        for one, other in flagged
    )
    same = sum(
        one.group == other.group and one.sign == other.sign == SAME
        for one, other in combinations(lines, 2)
    )
    yield Row(f"{half}: pairs of statements flagged as twins", len(flagged), "")
    if flagged:
        share = 100 * right / len(flagged)
        yield Row(f"{half}: of these right", share, "%", 90, is_less_better=False)
    yield Row(f"{half}: of the pairs that say the same, flagged", 100 * right / same, "%")


if __name__ == "__main__":
    main()
