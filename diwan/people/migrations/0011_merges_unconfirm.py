"""Whoever signed for an entry that was merged waits for a confirmation, and can have the old back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0010_conversations")]

    operations = [migrations.AddField("merge", "unconfirmed", models.JSONField(default=dict))]
