"""A steward's word on whether a body has a part in enforcement; nobody has looked at any yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_directory_orders"),
        ("vocabularies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="enforcement",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nobody has looked yet"),
                    ("no", "No part in enforcement"),
                    ("yes", "Has a part in enforcement"),
                ],
                default="",
                editable=False,
                max_length=3,
                verbose_name="part in enforcement",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("enforcement__in", ["", "no", "yes"])),
                name="organisation_enforcement_is_known",
            ),
        ),
    ]
