"""The tables of a database that is thrown away: from the models at once, not step by step.

It takes a tenth of the time of the migrations; ``tests/test_tables.py`` holds them side by side.
"""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.db import connection, router

#: the migration that makes the one table which no model describes
_SEARCH = "diwan.portal.migrations.0002_search_words"


def make_tables() -> None:
    """Every table of a new, empty database, as after all migrations; none is noted as done."""
    with connection.schema_editor() as editor:
        for app in apps.get_app_configs():
            for model in router.get_migratable_models(app, connection.alias):
                if model._meta.can_migrate(connection):  # noqa: SLF001 - as `migrate` asks
                    editor.create_model(model)
        for statement in import_module(_SEARCH).CREATE[connection.vendor]:
            editor.execute(statement)
