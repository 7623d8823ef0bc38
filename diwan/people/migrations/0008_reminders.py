"""Nobody is told twice of the same day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_kinds_of_actor")]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mandate", "A mandate ends"),
                            ("own_word", "What an organisation says of itself is a year old"),
                            ("review", "A verification ends, or is asked for"),
                            ("vetting", "The review of a partner is due"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.BigIntegerField(verbose_name="about")),
                ("day", models.DateField(verbose_name="day")),
                ("told_at", models.DateTimeField(verbose_name="told")),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["kind", "subject", "day"], name="reminder_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(kind__in=["mandate", "own_word", "review", "vetting"]),
                        name="reminder_kind_is_known",
                    ),
                ],
            },
        ),
    ]
