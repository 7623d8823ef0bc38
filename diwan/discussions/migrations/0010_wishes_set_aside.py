# A letter that only says “unsubscribe” is set aside as a wish.
from __future__ import annotations

from django.db import migrations, models

REASONS = [
    ("duplicate", "Duplicate"),
    ("automatic", "Automatic reply"),
    ("bounce", "Undelivered mail report"),
    ("loop", "Mail loop"),
    ("spam", "Suspected spam"),
    ("empty", "Nothing written"),
    ("unreadable", "Unreadable"),
    ("command", "A wish to stop letters, to be erased, or for help"),
    ("off_topic", "Outside the topic"),
    ("rules", "Against the rules of the community"),
]


class Migration(migrations.Migration):
    dependencies = [("discussions", "0009_follow_rhythm")]

    operations = [
        migrations.AlterField(
            model_name="contribution",
            name="set_aside_reason",
            field=models.CharField(blank=True, choices=REASONS, max_length=10),
        )
    ]
