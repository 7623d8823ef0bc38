"""The table holds the folded words only: what a result shows is told by its source.

It is empty afterwards; `diwan setup` and `diwan run` fill it again.
"""

from django.db import migrations

from diwan.core.fulltext import AddWords

DROP = {
    "sqlite": ["DROP TABLE portal_searchtext"],
    "postgresql": ["ALTER TABLE portal_searchdocument DROP COLUMN words"],
}
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


def run(statements):
    def on(_apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return on


def empty(apps, _schema_editor):
    apps.get_model("portal", "SearchDocument").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_follow")]
    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
        migrations.RunPython(run(DROP), run(CREATE)),
        migrations.RemoveField("searchdocument", "title"),
        migrations.RemoveField("searchdocument", "text"),
        migrations.RemoveField("searchdocument", "url"),
        migrations.RemoveField("searchdocument", "date"),
        AddWords("portal_searchdocument"),
        migrations.RunPython(migrations.RunPython.noop, empty),
    ]
