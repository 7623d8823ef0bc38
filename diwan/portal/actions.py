"""Filling the search table: the rooms call these when what can be found changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from diwan.core import fulltext, slots
from diwan.texts.normalise import folded

from .models import SearchDocument

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from diwan.texts.normalise import Folded

#: how many rows one statement writes
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found of an object in one language; folding needs no database."""

    object_id: int
    language: str
    words: Folded


def entry(object_id: int, language: str, *, title: str, text: str) -> Entry:
    return Entry(object_id, language, folded(title, text, language))


@transaction.atomic
def index(source: str, entries: Iterable[Entry]) -> None:
    """Make things findable, many at once: of each that is named, by these entries only.

    Call it in the transaction of the change. Only text that everybody of the source's
    ``visible_ids`` may read belongs here.

    Raises:
        LookupError: no such source is registered.
    """
    slots.search_sources.get(source)
    given = {(each.object_id, each.language): each for each in entries}
    remove(source, {object_id for object_id, _language in given})
    new = [SearchDocument(source=source, object_id=pk, language=code) for pk, code in given]
    made = SearchDocument.objects.bulk_create(
        new,
        batch_size=_AT_ONCE,
        update_conflicts=True,  # somebody else may index the same at this moment
        update_fields=["source"],
        unique_fields=["source", "object_id", "language"],
    )
    rows = zip(made, given.values(), strict=True)
    fulltext.write(
        SearchDocument,
        ((row.pk, each.words) for row, each in rows),
        using=SearchDocument.objects.db,
    )


@transaction.atomic
def remove(source: str, ids: Iterable[int]) -> None:
    """Nobody finds these any more, in any language."""
    keys = list(ids)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        SearchDocument.objects.filter(source=source, object_id__in=some).delete()


@transaction.atomic
def reindex(name: str) -> int:
    """Forget all of a source and let it tell again what can be found; how many things."""
    SearchDocument.objects.filter(source=name).delete()
    return slots.search_sources.get(name).reindex()


def reindex_all() -> dict[str, int]:
    """The same for every source, by its name; what no source tells of is forgotten."""
    SearchDocument.objects.exclude(source__in=slots.search_sources.names()).delete()
    return {name: reindex(name) for name in slots.search_sources.names()}


def index_what_is_new() -> None:
    """Let sources tell of which the table knows nothing, after an update of the program."""
    known = set(SearchDocument.objects.order_by().values_list("source", flat=True).distinct())
    for name in slots.search_sources.names():
        if name not in known:
            reindex(name)


def tidy(_now: datetime) -> int:
    """Overwrite what the index still holds of words that were removed."""
    return fulltext.tidy(SearchDocument, using=SearchDocument.objects.db)
