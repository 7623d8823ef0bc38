"""Rows that belong to a row, as one JSON column of it: a list page asks once, not once a list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.models import JSONField, Subquery

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler, _AsSqlType


class Gathered(Subquery):
    """The rows of a queryset with one column ``told``, a JSONObject, as a list in their order."""

    output_field = JSONField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> _AsSqlType:
        listed = "(SELECT json_group_array(json(told)) FROM (%(subquery)s) AS gathered)"
        return self.as_sql(compiler, connection, template=listed)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> _AsSqlType:
        listed = "(SELECT coalesce(jsonb_agg(told), '[]'::jsonb) FROM (%(subquery)s) AS gathered)"
        return self.as_sql(compiler, connection, template=listed)


def inner(value: Any) -> Any:
    """A JSON value that stood inside another one: SQLite hands it over as text."""
    return json.loads(value) if isinstance(value, str) else value
