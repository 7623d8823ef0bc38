"""What the search table holds, as the database itself keeps it."""

from __future__ import annotations

from django.db import connection


def kept_words() -> list[str]:
    """The words of each row, whoever may find them, sorted."""
    column, table = "words::text", "portal_searchdocument"
    if connection.vendor == "sqlite":
        column = "title || ' ' || title_stems || ' ' || body || ' ' || body_stems"
        table += "_words"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608 - one of two names
        return sorted(row for (row,) in cursor.fetchall())
