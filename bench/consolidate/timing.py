"""One draft of so many contributions, from released words to the whole reply, in a new database.

``python -m bench.consolidate.timing 2000`` tells how far it is on standard error, and prints:
passages, statements, seconds, seconds of CPU, and MiB at most, helping processes counted in.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from diwan.project.settings import throwaway

from . import corpus

if TYPE_CHECKING:
    from diwan.discussions.models import Discussion
    from diwan.discussions.reply.drafting import Source

_BATCH = 500


def main() -> None:
    with throwaway.home(keep=False):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
        import django  # noqa: PLC0415 - the settings come first

        django.setup()
        print(json.dumps(_drafted(int(sys.argv[1]))))


def _drafted(count: int) -> dict[str, float]:
    from diwan.discussions.actions import replying  # noqa: PLC0415
    from diwan.discussions.models import Passage  # noqa: PLC0415
    from diwan.discussions.reply.building import build  # noqa: PLC0415
    from diwan.project import preparation  # noqa: PLC0415

    _tell("filling", 0, count)
    preparation.prepare(lambda _sentence: None)
    discussion = _filled(corpus.letters(count))
    begun, busy = time.perf_counter(), _cpu()
    reply = replying.consolidate(discussion, by=None, progress=_tell)
    document = build(reply, "en")
    found = {
        "passages": Passage.objects.count(),
        "statements": len(document.statements),
        "seconds": time.perf_counter() - begun,
        "cpu": _cpu() - busy,
        "mebibytes": _mebibytes(),
    }
    preparation.close_database()
    return found


def _tell(step: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{step} {done} / {total}", end="\033[K", file=sys.stderr, flush=True)


def _cpu() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def _mebibytes() -> float:
    """The most that this process held, and the most that one it started held."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) / 1024


def _filled(sources: list[Source]) -> Discussion:
    """The discussion with its contributions, as rows at once, as their release leaves them."""
    from django.utils import timezone  # noqa: PLC0415

    from diwan.discussions.actions import calling  # noqa: PLC0415
    from diwan.discussions.calls import read_call  # noqa: PLC0415
    from diwan.discussions.models import Contribution, Version  # noqa: PLC0415

    discussion = calling.create(read_call(_call()), by=None)
    now = timezone.now()
    rows = Contribution.objects.bulk_create(
        [
            Contribution(
                discussion=discussion,
                number=each.contribution,
                channel="mail",
                state="released",
                kind=each.kind,
                language=each.language,
                created_at=now,
                received_at=now,
                released_at=now,
            )
            for each in sources
        ],
        batch_size=_BATCH,
    )
    Version.objects.bulk_create(
        [
            Version(
                contribution=row,
                number=1,
                kind="original",
                text=each.text,
                masked=each.text,
                is_released=True,
                made_at=now,
            )
            for row, each in zip(rows, sources, strict=True)
        ],
        batch_size=_BATCH,
    )
    return discussion


def _call() -> Path:
    """The questions of the corpus as a file of a call."""
    path = Path(os.environ["DIWAN_HOME"]) / "call.json"
    topics = [
        {
            "key": topic.key,
            "title": topic.title,
            "questions": [{"key": each.key, **each.words} for each in topic.questions],
        }
        for topic in corpus.outline().topics
    ]
    call = {"slug": "bench", "title": {"en": "Invented"}, "topics": topics}
    call |= {"opens": "2026-01-05", "closes": "2026-02-06", "languages": list(corpus.LANGUAGES)}
    path.write_text(json.dumps(call), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
