"""`make bench-consolidate`: see docs/explanation/drafting.md for what the rows say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from math import log
from statistics import linear_regression
from typing import TYPE_CHECKING

from bench.alignment.annotated import read_half
from bench.report import Row, report
from diwan.discussions.reply.composing import compose
from diwan.discussions.reply.drafting import Source
from diwan.texts.passages import Asked, AskedTopic, Outline, Passage

from . import advising, comparing, corpus, planting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.alignment.annotated import Annotated
    from diwan.discussions.calls import Call

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
SIZES = (20, 50, 100) if IS_QUICK else (100, 1000, 2000, 10_000)
_SECONDS_AT_MOST = {2000: 60.0}


def invented_calls() -> Iterator[tuple[Outline, list[Source]]]:
    """The calls of bench/alignment with their open contributions, cut as they are annotated."""
    found: dict[str, list[Annotated]] = {}
    for each in read_half("open"):
        found.setdefault(each.call.slug, []).append(each)
    for slug in sorted(found):
        contributions = found[slug]
        yield (
            _outline(contributions[0].call),
            [_source(n, each) for n, each in enumerate(contributions, start=1)],
        )


def _outline(call: Call) -> Outline:
    return Outline(
        tuple(
            AskedTopic(
                topic.key,
                topic.title,
                tuple(Asked(question.key, question.text) for question in topic.questions),
            )
            for topic in call.topics
        )
    )


def _source(number: int, annotated: Annotated) -> Source:
    passages = tuple(
        Passage(
            piece.start,
            piece.end,
            piece.kind,
            tuple(sorted(piece.accepted[0])) if piece.accepted else (),
            1.0,
            annotated.language,
        )
        for piece in annotated.segments
    )
    return Source(number, 1, annotated.text, annotated.language, passages)


def main() -> None:
    """Print every row; the exit code says whether every goal is met."""
    calls = list(invented_calls())
    drafted = [each for outline, sources in calls for each in compose(outline, sources).statements]
    rows = [
        *_planted(planting.measure(drafted)),
        *advising.rows(),
        *comparing.rows("invented calls", calls),
        *comparing.rows("100 from templates", [(corpus.outline(), corpus.sources(100))]),
        *comparing.rows_of_citations(corpus.sources(100)),
        *_growth(),
    ]
    sys.exit(0 if report("consolidate", rows) else 1)


def _planted(outcome: planting.Outcome) -> Iterator[Row]:
    for kind, planted in sorted(outcome.planted.items()):
        missed = 100 * outcome.missed[kind] / planted
        yield Row(f"checks, {planted} planted: {kind} missed", missed, "%")
    planted = outcome.planted.total()
    missed = 100 * outcome.missed.total() / planted
    yield Row(f"checks, {planted} planted: missed", missed, "%", 2)
    alarms = 100 * outcome.alarms / outcome.clean
    yield Row(f"checks, {outcome.clean} findings without an error: false alarms", alarms, "%", 1)


def _growth() -> Iterator[Row]:
    """Each size in a process of its own, and how CPU grows with the size over all of them."""
    taken: dict[int, float] = {}
    for size in SIZES:
        print(f"draft of {size:,} contributions …", file=sys.stderr)
        found = _timed(size)
        taken[size] = found["cpu"]
        what = f"draft of {size:,} contributions"
        yield Row(f"{what}: passages", found["passages"], "")
        yield Row(f"{what}: seconds", found["seconds"], "s", _SECONDS_AT_MOST.get(size))
        yield Row(f"{what}: CPU", found["cpu"], "s")
        yield Row(f"{what}: memory", found["mebibytes"], "MiB")
    sizes = f"{min(SIZES):,} to {max(SIZES):,}"
    told = fitted({size: size * log(size) for size in SIZES})
    yield Row(f"growth from {sizes}: fitted exponent", fitted(taken), "", told)


def _timed(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.consolidate.timing", str(size)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def fitted(taken: Mapping[int, float]) -> float:
    """The exponent of the power of the size that fits best, by least squares of logarithms."""
    return linear_regression(
        [log(size) for size in taken], [log(cost) for cost in taken.values()]
    ).slope


if __name__ == "__main__":
    main()
