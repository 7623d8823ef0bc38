"""Dialogues have an address and may stand by themselves; rounds say how sure they are."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import diwan.core.wording


def _give_addresses(apps: Any, _editor: Any) -> None:
    for dialogue in apps.get_model("agreements", "Dialogue").objects.all():
        dialogue.slug = f"dialogue-{dialogue.pk}"
        dialogue.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_initial"),
        ("vocabularies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "dialogue",
            "places",
            models.ManyToManyField(
                blank=True,
                related_name="dialogues",
                to="vocabularies.place",
                verbose_name="countries that take part",
            ),
        ),
        migrations.AddField(
            "dialogue",
            "slug",
            models.SlugField(default="", max_length=80, db_index=False, verbose_name="address"),
            preserve_default=False,
        ),
        migrations.RunPython(_give_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            "dialogue",
            "slug",
            models.SlugField(max_length=80, unique=True, verbose_name="address"),
        ),
        migrations.AddField(
            "dialogue",
            "summary",
            diwan.core.wording.WordingField(blank=True, default=dict, verbose_name="summary"),
        ),
        migrations.AddField(
            "dialogue",
            "url",
            models.URLField(blank=True, max_length=500, verbose_name="its own site"),
        ),
        migrations.AddField(
            "round",
            "ends_on",
            models.DateField(blank=True, null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            "round",
            "is_confirmed",
            models.BooleanField(default=False, verbose_name="confirmed"),
        ),
        migrations.AddField(
            "round",
            "title",
            diwan.core.wording.WordingField(blank=True, default=dict, verbose_name="what it was"),
        ),
        migrations.AddField(
            "round",
            "town",
            diwan.core.wording.WordingField(blank=True, default=dict, verbose_name="town"),
        ),
        migrations.AlterField(
            "dialogue",
            "agreement",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dialogues",
                to="agreements.agreement",
                verbose_name="agreement",
            ),
        ),
        migrations.AlterField(
            "round",
            "topics",
            diwan.core.wording.WordingField(blank=True, default=dict, verbose_name="topics"),
        ),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    models.Q(("ends_on__gte", models.F("on")), ("precision", "day")),
                    _connector="OR",
                ),
                name="round_ends_after_it_began",
            ),
        ),
    ]
