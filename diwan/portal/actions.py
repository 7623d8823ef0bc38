"""Filling the search table: the rooms call these when what can be found changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.urls import translate_url

from diwan.core import slots
from diwan.texts.normalise import index_text

from .models import SearchDocument

if TYPE_CHECKING:
    from datetime import datetime

#: A text vector of PostgreSQL holds 1 MB; a book's worth of words is enough to find it.
MOST_CHARACTERS = 100_000


@transaction.atomic
def index(
    source: str,
    object_id: int,
    *,
    language: str,
    title: str,
    text: str,
    url: str,
    date: datetime | None,
) -> None:
    """Make one thing findable in one language, or renew what is found.

    Only text that everybody of ``visible_ids`` may read belongs here; ``url`` is the address
    of the thing in the active language.

    Raises:
        LookupError: no such source is registered.
    """
    slots.search_sources.get(source)
    document, _is_new = SearchDocument.objects.update_or_create(
        source=source,
        object_id=object_id,
        language=language,
        defaults={
            "title": title[:300],
            "text": text[:MOST_CHARACTERS],
            "url": translate_url(url, settings.LANGUAGE_CODE),
            "date": date,
        },
    )
    _write_words(document)


@transaction.atomic
def forget(source: str, object_id: int) -> None:
    """Nobody finds this any more, in any language."""
    documents = SearchDocument.objects.filter(source=source, object_id=object_id)
    _erase_words([pk for (pk,) in documents.values_list("pk")])
    documents.delete()


@transaction.atomic
def reindex_all() -> int:
    """Empty the table and let every source fill it again; how many things there were."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM portal_searchtext")
    SearchDocument.objects.all().delete()
    return sum(source.reindex() for source in slots.search_sources)


def _write_words(document: SearchDocument) -> None:
    title = index_text(document.title, document.language)
    text = index_text(document.text, document.language)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM portal_searchtext WHERE rowid = %s", [document.pk])
            cursor.execute(
                "INSERT INTO portal_searchtext (rowid, title, body) VALUES (%s, %s, %s)",
                [document.pk, title, text],
            )
        else:
            cursor.execute(
                "UPDATE portal_searchdocument SET words ="
                " setweight(to_tsvector('simple', %s), 'A') ||"
                " setweight(to_tsvector('simple', %s), 'B') WHERE id = %s",
                [title, text, document.pk],
            )


def _erase_words(ids: list[int]) -> None:
    """PostgreSQL keeps the words in the row itself; SQLite in a table of their own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM portal_searchtext WHERE rowid = %s", [(pk,) for pk in ids]
            )
