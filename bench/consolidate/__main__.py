"""`make bench-consolidate`: see docs/explanation/drafting.md for what the rows say."""

from __future__ import annotations

import os
import subprocess
import sys
from math import log
from typing import TYPE_CHECKING

from bench.alignment.annotated import read_half
from bench.report import Row, report
from diwan.discussions.reply.composing import compose
from diwan.discussions.reply.drafting import Source
from diwan.texts.passages import Asked, AskedTopic, Outline, Passage

from . import advising, comparing, corpus, planting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.alignment.annotated import Annotated
    from diwan.discussions.calls import Call

IS_QUICK = os.environ.get("BENCH_QUICK") == "1"
SIZES = (20, 50, 100) if IS_QUICK else (100, 1000, 2000)
_SECONDS_AT_MOST = {1000: 60.0}


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
    """Time and memory, each size in a process of its own; the exponent of CPU between the ends."""
    taken: dict[int, float] = {}
    for size in SIZES:
        command = [sys.executable, "-m", "bench.consolidate.timing", str(size)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, cpu, mebibytes = map(float, told.split())
        taken[size] = cpu
        yield Row(f"draft of {size} contributions", seconds, "s")
        yield Row(f"draft of {size} contributions: CPU", cpu, "s", _SECONDS_AT_MOST.get(size))
        yield Row(f"draft of {size} contributions: memory", mebibytes, "MiB")
    first, last = min(taken), max(taken)
    exponent = log(taken[last] / taken[first]) / log(last / first)
    yield Row(f"growth from {first} to {last}: exponent", exponent, "")


if __name__ == "__main__":
    main()
