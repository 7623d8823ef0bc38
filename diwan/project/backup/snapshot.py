"""The database as it is at one moment, while others go on writing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def snapshot() -> Iterator[None]:
    """Whatever is read inside belongs to the same moment; nothing is held up, nothing written."""
    if connection.vendor == "sqlite":
        with _sqlite():
            yield
        return
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _sqlite() -> Iterator[None]:
    """A transaction that only reads: beside a write-ahead log it sees one moment.

    By hand, because the site's own transactions are begun as writing ones.
    """
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM django_migrations")  # from here on it is that moment
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
