"""Keys of rows before the rows are there, so that many can name each other and go in at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model


def reserved_keys(model: type[Model], count: int) -> Sequence[int]:
    """``count`` rising primary keys that no other row of ``model`` gets.

    In a transaction that writes these rows, and before it writes others of ``model``.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Keys are reserved in the transaction that uses them.")
    meta = model._meta  # noqa: SLF001 - Django's own name for it, and documented
    table, column = meta.db_table, str(meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # its transactions begin as the only one that writes
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return range(last + 1, last + 1 + count)
