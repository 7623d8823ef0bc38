"""The full-text table beside the search documents: FTS5 on SQLite, a tsvector on PostgreSQL."""

from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE portal_searchtext USING"
        " fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')",
    ],
    "postgresql": [
        "ALTER TABLE portal_searchdocument ADD COLUMN words tsvector",
        "CREATE INDEX portal_searchdocument_words ON portal_searchdocument USING gin (words)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE portal_searchtext"],
    "postgresql": ["ALTER TABLE portal_searchdocument DROP COLUMN words"],
}


def run(statements):
    def on(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        if vendor not in statements:
            raise RuntimeError(f"Diwan searches on SQLite or PostgreSQL, not on {vendor}.")
        for statement in statements[vendor]:
            schema_editor.execute(statement)

    return on


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]
    operations = [migrations.RunPython(run(CREATE), run(DROP))]
