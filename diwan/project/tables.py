"""The tables of a database that is thrown away: from the models at once, not step by step.

It takes a tenth of the time of the migrations; ``tests/test_tables.py`` holds them side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection, router

from diwan.core import fulltext

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_tables() -> None:
    """Every table of a new, empty database, as after all migrations; none is noted as done."""
    with connection.schema_editor() as editor:
        for app in apps.get_app_configs():
            for model in router.get_migratable_models(app, connection.alias):
                if model._meta.can_migrate(connection):  # noqa: SLF001 - as `migrate` asks
                    editor.create_model(model)
                    if issubclass(model, fulltext.HasWords):
                        _make_words(editor, model._meta.db_table)  # noqa: SLF001


def _make_words(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    for statement in fulltext.making(table, connection.vendor):
        editor.execute(statement)
