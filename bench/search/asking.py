"""Ten shapes of queries, and the time each takes: ``python -m bench.search.asking TIMES``."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diwan.portal.finding.asking import Narrowing


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of search: several of its kind, codes of what narrows it, the page of results."""

    title: str
    words: tuple[str, ...]
    narrow: Mapping[str, str] = field(default_factory=dict)
    page: int = 1


SHAPES = (
    Shape("one rare word", ("projet1234", "projet77", "projet3001")),
    Shape("one common word", ("migration", "compétences", "الهجرة")),
    Shape("a common word, page 10", ("migration", "الهجرة"), page=10),
    Shape("two words", ("migration training", "compétences emploi", "الهجرة تدريب")),
    Shape("a common and a rare word", ("migration projet1234", "الهجرة projet77")),
    Shape("a phrase", ('"money transfer"', "«frais de recrutement»", '"سوق العمل"')),
    Shape("an unfinished word", ("migr", "coopér", "تحوي")),
    Shape("without accents, with marks", ("competence etranger", "الهِجرةُ التَّدريب")),
    Shape("a term in three languages", ("skills bank", "banque de compétences", "بنك الكفاءات")),
    Shape("a common word, a place and a theme", ("migration", ""), {"place": "TN", "theme": "*"}),
)


def main(times: int) -> None:
    """Milliseconds of each, as a stranger and as a member in turn."""
    import django  # noqa: PLC0415

    django.setup()
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    from diwan.people.models import Person  # noqa: PLC0415

    readers = [AnonymousUser(), Person.objects.get(email="lead@example.org")]
    told = {shape.title: _timed(shape, readers, times) for shape in SHAPES}
    sys.stdout.write(json.dumps(told))


def _timed(shape: Shape, readers: list[Any], times: int) -> dict[str, Any]:
    """The first two of each word warm what a site that runs has warm."""
    from diwan.portal.queries import search  # noqa: PLC0415

    narrow = _narrow(shape)
    taken: list[float] = []
    counts: list[int] = []
    for turn in range(2 * len(shape.words) + times):
        words, reader = shape.words[turn % len(shape.words)], readers[turn % len(readers)]
        began = time.perf_counter()
        results = search(reader, words, page=shape.page, narrowing=narrow)
        if turn >= 2 * len(shape.words):
            taken.append(1000 * (time.perf_counter() - began))
            counts.append(results.count)
    return {"ms": taken, "counted": max(counts)}


def _narrow(shape: Shape) -> Narrowing:
    from diwan.portal.finding.asking import Narrowing  # noqa: PLC0415
    from diwan.vocabularies.models import Place, Theme  # noqa: PLC0415

    if not shape.narrow:
        return Narrowing()
    place = Place.objects.get(code=shape.narrow["place"])
    return Narrowing(place=place.pk, theme=Theme.objects.order_by("position")[0].pk)


if __name__ == "__main__":
    main(int(sys.argv[1]))
