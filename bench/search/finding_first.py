"""Relevance: ``python -m bench.search.finding_first``; what should be found first, and is.

``relevance/texts.tsv`` are invented texts, ``relevance/queries.tsv`` what somebody types for them
and which texts answer it, the best first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent / "relevance"
SOURCE = "bench"
AMONG = 5


def lines(name: str) -> list[list[str]]:
    """The fields of each line."""
    written = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in written if line and not line.startswith("#")]


def main() -> None:
    """By language how many queries find what they should, among the first five and first."""
    import django  # noqa: PLC0415

    django.setup()
    numbers = _fill()
    told: dict[str, dict[str, int]] = {}
    for language, query, wanted in lines("queries.tsv"):
        found = _found(query, language)
        among = [numbers[name] for name in wanted.split()]
        row = told.setdefault(language, {"asked": 0, "five": 0, "first": 0})
        row["asked"] += 1
        row["five"] += any(number in found[:AMONG] for number in among)
        row["first"] += found[:1] == among[:1]
        if "--misses" in sys.argv and not any(number in found[:AMONG] for number in among):
            sys.stderr.write(f"{language}\t{query}\t{wanted}\n")
    sys.stdout.write(json.dumps(told))


def _fill() -> dict[str, int]:
    from diwan.core import slots  # noqa: PLC0415
    from diwan.portal import actions  # noqa: PLC0415
    from diwan.portal.models import SearchDocument  # noqa: PLC0415

    rows = lines("texts.tsv")
    numbers = {name: number for number, (name, *_rest) in enumerate(rows, start=1)}
    shown = {
        (numbers[name], code): slots.Findable(title, text, "/", None)
        for name, code, title, text in rows
    }

    def everybody(_person: Any) -> Any:
        return SearchDocument.objects.filter(source=SOURCE).values("object_id")

    def show(found: Sequence[tuple[int, str]]) -> dict[tuple[int, str], slots.Findable]:
        return {key: shown[key] for key in found}

    slots.search_sources.add(SOURCE, slots.SearchSource("Bench", everybody, lambda: 0, show))
    actions.index(
        SOURCE,
        [
            actions.entry(numbers[name], code, title=title, text=text)
            for name, code, title, text in rows
        ],
    )
    return numbers


def _found(query: str, language: str) -> list[int]:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    from diwan.portal.queries import search  # noqa: PLC0415

    with override(language):
        rows = search(AnonymousUser(), query, source=SOURCE).found
    return [row.document.object_id for row in rows]


if __name__ == "__main__":
    main()
