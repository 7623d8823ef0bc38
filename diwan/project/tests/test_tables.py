"""Tables made at once are those that the migrations lead to."""

from __future__ import annotations

import json
import subprocess
import sys

MIGRATED = "call_command('migrate', interactive=False, verbosity=0)"
MADE = "make_tables()"
TOLD = """
import json, os
from diwan.project.settings import throwaway
with throwaway.home(keep=False):
    os.environ["DJANGO_SETTINGS_MODULE"] = "diwan.project.settings.base"
    import django
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from diwan.project.tables import make_tables
    {prepare}
    with connection.cursor() as cursor:
        told = {{
            table: [
                sorted(  # but for its place: a column added later stands last
                    str(column[1:])
                    for column in cursor.execute(f"PRAGMA table_xinfo({{table}})").fetchall()
                ),
                sorted(
                    str([each[name] for name in
                         ("columns", "primary_key", "unique", "foreign_key", "check", "index")])
                    for each in connection.introspection.get_constraints(cursor, table).values()
                ),
            ]
            for table in connection.introspection.table_names(cursor)
        }}
    connection.close()
print(json.dumps(told))
"""


def told(prepare):
    made = subprocess.run(
        [sys.executable, "-c", TOLD.format(prepare=prepare)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(made.stdout)


def test_tables_made_at_once_are_those_of_the_migrations():
    migrated, made = told(MIGRATED), told(MADE)
    del migrated["django_migrations"]
    assert sorted(made) == sorted(migrated)
    for table, described in migrated.items():
        assert made[table] == described, table
