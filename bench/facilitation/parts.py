"""Time two parts of the desk alone, of a reply and a statement of it; prints JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from bench.pages.measuring import percentile

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATS = 40


def main(reply_id: int, key: str) -> None:
    """By part: the first time, the median and the 95th percentile in milliseconds."""
    import django  # noqa: PLC0415

    django.setup()
    from django.template.loader import render_to_string  # noqa: PLC0415

    from diwan.discussions.desk import balance as desk_balance  # noqa: PLC0415
    from diwan.discussions.desk import suggestions as desk_suggestions  # noqa: PLC0415
    from diwan.discussions.models import Reply  # noqa: PLC0415

    reply = Reply.objects.select_related("discussion").get(pk=reply_id)
    statement = reply.statements.get(key=key)
    page = {"discussion": reply.discussion, "reply": reply, "statement": statement, "kept": ""}

    def balance() -> None:
        shown = page | {"balance": desk_balance.balance(reply)}
        render_to_string("discussions/desk/_balance.html", shown)

    def suggestions() -> None:
        found = desk_suggestions.suggested(statement)
        for each in found.rows:
            assert each.words

    parts = {"balance part": balance, "suggestions part": suggestions}
    print(json.dumps({name: _timed(part) for name, part in parts.items()}))


def _timed(part: Callable[[], None]) -> dict[str, float]:
    times = []
    for _each in range(REPEATS + 1):
        begun = time.perf_counter()
        part()
        times.append(1000 * (time.perf_counter() - begun))
    first, *others = times
    return {"first": first, "p50": median(others), "p95": percentile(others, 0.95)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
    main(int(sys.argv[1]), sys.argv[2])
