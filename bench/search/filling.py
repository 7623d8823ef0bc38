"""Fill a new site: ``python -m bench.search.filling OUT.json COUNT``, in a process of its own.

Contributions and their words are rows as release leaves them; the index is filled by its actions.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.search.texts import Text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diwan.discussions.models import Discussion

_AT_ONCE = 2_000
DISCUSSIONS, MEMBERS_ONLY = 40, 8
PLACES = ("TN", "MA", "SN", "EG", "FR", "IT", "TN-11", "MD")


def main(out: Path, count: int) -> None:
    """Tell how long the index took and how large it is."""
    import django  # noqa: PLC0415

    django.setup()
    from diwan.project import preparation  # noqa: PLC0415

    preparation.prepare(lambda _sentence: None)
    discussions = list(_discussions())
    seconds, made = 0.0, 0
    said = texts(count)
    while some := list(islice(said, _AT_ONCE)):
        rows = _rows(some, made, discussions)
        began = time.perf_counter()
        _index(rows)
        seconds += time.perf_counter() - began
        made += len(some)
    _settle()
    sizes = {"seconds": seconds, "index": _index_bytes(), "count": made}
    out.write_text(json.dumps(sizes), encoding="utf-8")


def _discussions() -> Iterator[Discussion]:
    """Each about one or two places and a theme; a fifth is for members only."""
    from bench.pages.filling import _call  # noqa: PLC0415
    from diwan.people.tests.factories import make_person  # noqa: PLC0415
    from diwan.vocabularies.models import Place, Theme  # noqa: PLC0415

    lead = make_person("lead@example.org", name="Bilal Haddad", wants_announcements=False)
    themes = list(Theme.objects.all())
    for number in range(DISCUSSIONS):
        discussion = _call(f"call-{number}", number, lead)
        codes = {PLACES[number % len(PLACES)], PLACES[number * 3 % len(PLACES)]}
        discussion.places.set(Place.objects.filter(code__in=codes))
        discussion.themes.set([themes[number % len(themes)]])
        if number < MEMBERS_ONLY:
            discussion.audience = "members"
            discussion.save(update_fields=["audience"])
        yield discussion


def _rows(some: Sequence[Text], made: int, discussions: Sequence[Discussion]) -> list[Any]:
    from diwan.core import clock  # noqa: PLC0415
    from diwan.discussions.models import Contribution, Version  # noqa: PLC0415

    now = clock.now()
    rows = Contribution.objects.bulk_create(
        Contribution(
            discussion=discussions[number % len(discussions)],
            number=number // len(discussions) + 1,
            channel="web",
            state="released",
            language=each.language,
            created_at=now,
            received_at=now - timedelta(days=number % 2000),
            released_at=now,
        )
        for number, each in enumerate(some, start=made)
    )
    versions = Version.objects.bulk_create(
        Version(
            contribution=row,
            number=1,
            kind="received",
            text=each.text,
            masked=each.text,
            is_released=True,
            made_at=now,
        )
        for row, each in zip(rows, some, strict=True)
    )
    return list(zip(rows, versions, strict=True))


def _index(rows: list[Any]) -> None:
    from diwan.discussions.actions import indexing  # noqa: PLC0415

    indexing.index_released(rows)


def _settle() -> None:
    """As a site is after its first night: merged, and its figures taken."""
    from django.db import connection  # noqa: PLC0415

    from diwan.core import clock  # noqa: PLC0415
    from diwan.portal import actions  # noqa: PLC0415

    actions.tidy(clock.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _index_bytes() -> int:
    """Rows of the search table with words, marks and indexes."""
    from django.db import connection  # noqa: PLC0415

    table = "portal_searchdocument"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE %s", [f"%{table}%"])
        else:
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
