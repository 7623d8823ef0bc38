"""Places, themes and years beside what can be found; saved searches.

The table is empty afterwards: `diwan setup` and `diwan run` fill it again, with the marks by which a
search is narrowed.
"""

import diwan.core.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def empty(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DELETE FROM portal_searchdocument_words")
    apps.get_model("portal", "SearchDocument").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0004_words_only'),
        ('vocabularies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(empty, empty),
        migrations.AddField(
            model_name='searchdocument',
            name='found_at',
            field=models.DateTimeField(db_index=True, default=diwan.core.clock.now),
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='indexed_at',
            field=models.DateTimeField(default=diwan.core.clock.now),
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='places',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='themes',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='searchdocument',
            name='year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='words to find')),
                ('source', models.CharField(blank=True, max_length=40)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('rhythm', models.CharField(choices=[('each', 'As soon as there is something new'), ('daily', 'Once a day, in the morning'), ('weekly', 'Once a week, on Monday morning'), ('none', 'No letters: on my desk only')], default='weekly', max_length=6, verbose_name='how often letters come')),
                ('since', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vocabularies.place')),
                ('theme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vocabularies.theme')),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ['since', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('rhythm__in', ['each', 'daily', 'weekly', 'none'])), name='saved_search_rhythm_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), ('place__isnull', False), ('theme__isnull', False), ('year__isnull', False), _connector='OR'), name='saved_search_looks_for_something')],
            },
        ),
    ]
