"""Filling the search table: the rooms call these when what can be found changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from diwan.core import clock, slots
from diwan.texts.normalise import folded
from diwan.vocabularies.models import Place
from diwan.vocabularies.words import PlaceKind

from .finding import database, marks
from .models import SearchDocument

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from diwan.texts.normalise import Folded

#: how many rows one statement writes
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found of an object in one language; folding needs no database.

    Args:
        places: primary keys of places it concerns, the nearest; countries above come by themselves.
        themes: primary keys of its themes.
        year: the calendar year by which readers would look for it.
    """

    object_id: int
    language: str
    words: Folded
    places: tuple[int, ...] = ()
    themes: tuple[int, ...] = ()
    year: int | None = None


def entry(
    object_id: int,
    language: str,
    *,
    title: str,
    text: str,
    places: Iterable[int] = (),
    themes: Iterable[int] = (),
    year: int | None = None,
) -> Entry:
    words = folded(title, text, language)
    return Entry(object_id, language, words, tuple(places), tuple(themes), year)


@transaction.atomic
def index(source: str, entries: Iterable[Entry]) -> None:
    """Make things findable, many at once: of each that is named, by these entries only.

    Call it in the transaction of the change. Only text that everybody of the source's
    ``visible_ids`` may read belongs here. What was found before keeps the day it was found first.

    Raises:
        LookupError: no such source is registered.
    """
    slots.search_sources.get(source)
    given = {(each.object_id, each.language): each for each in entries}
    _forget_other_languages(source, given)
    places = _with_countries({key for each in given.values() for key in each.places})
    made = SearchDocument.objects.bulk_create(
        [_document(source, each, places) for each in given.values()],
        batch_size=_AT_ONCE,
        update_conflicts=True,  # found before, or somebody else indexes the same at this moment
        update_fields=["places", "themes", "year", "indexed_at"],
        unique_fields=["source", "object_id", "language"],
    )
    rows = zip(made, given.values(), strict=True)
    database.holder.write((row.pk, _with_marks(row, each.words)) for row, each in rows)


def _document(source: str, given: Entry, places: Mapping[int, list[int]]) -> SearchDocument:
    everywhere = dict.fromkeys(key for near in given.places for key in places.get(near, ()))
    return SearchDocument(
        source=source,
        object_id=given.object_id,
        language=given.language,
        places=list(everywhere),
        themes=list(dict.fromkeys(given.themes)),
        year=given.year,
    )


def _with_countries(keys: Collection[int]) -> dict[int, list[int]]:
    """Of each place itself and what it lies in, up to its country; regions hold everything."""
    if not keys:
        return {}
    places = Place.objects.filter(pk__in=keys).with_parents()
    return {
        place.pk: [
            place.pk,
            *(above.pk for above in place.line if above.kind != PlaceKind.REGION),
        ]
        for place in places
    }


def _with_marks(row: SearchDocument, words: Folded) -> Folded:
    """The words with those by which a search is narrowed."""
    by = [marks.source(row.source), marks.language(row.language)]
    by += map(marks.place, row.places)
    by += map(marks.theme, row.themes)
    by += [marks.year(row.year)] if row.year else []
    return words._replace(text_stems=" ".join((words.text_stems, *by, *marks.of_title(words))))


def _forget_other_languages(source: str, given: Collection[tuple[int, str]]) -> None:
    """Of the things named what was found in a language that is not among these any more."""
    keys = sorted({object_id for object_id, _language in given})
    for start in range(0, len(keys), _AT_ONCE):
        some = SearchDocument.objects.filter(
            source=source, object_id__in=keys[start : start + _AT_ONCE]
        )
        there = some.values_list("pk", "object_id", "language")
        gone = [pk for pk, *key in there if tuple(key) not in given]
        if gone:
            SearchDocument.objects.filter(pk__in=gone).delete()


@transaction.atomic
def remove(source: str, ids: Iterable[int]) -> None:
    """Nobody finds these any more, in any language."""
    keys = list(ids)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        SearchDocument.objects.filter(source=source, object_id__in=some).delete()


@transaction.atomic
def reindex(name: str) -> int:
    """Let a source tell again what can be found, and forget all else of it; how many things."""
    began = clock.now()
    count = slots.search_sources.get(name).reindex()
    SearchDocument.objects.filter(source=name, indexed_at__lt=began).delete()
    return count


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
    return database.holder.tidy()
