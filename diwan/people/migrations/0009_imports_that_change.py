"""A file that is read in may change what stands in the register, and takes its time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_reminders")]

    operations = [
        migrations.AddField("organisationimport", "chosen", models.JSONField(default=dict)),
        migrations.AddField(
            "organisationimport",
            "started_at",
            models.DateTimeField(blank=True, null=True, verbose_name="begun"),
        ),
        migrations.AddField(
            "organisationimport",
            "done",
            models.PositiveIntegerField(default=0, verbose_name="rows done"),
        ),
        migrations.AddField(
            "organisationimport",
            "changed",
            models.PositiveIntegerField(default=0, verbose_name="organisations changed"),
        ),
        migrations.AddField("organisationimport", "left", models.JSONField(default=list)),
    ]
