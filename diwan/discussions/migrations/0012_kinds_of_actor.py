"""The kinds of actor as they are now; the database does not notice."""

from django.db import migrations, models

_KINDS = [
    ("national_government", "National government"),
    ("local_authority", "Local or regional authority"),
    ("civil_society", "Civil society organisation"),
    ("diaspora_association", "Diaspora association"),
    ("migrant", "Migrant or returnee"),
    ("trade_union", "Trade union"),
    ("employers", "Employers’ organisation or chamber"),
    ("private_sector", "Private sector"),
    ("recruiter", "Recruitment agency"),
    ("employment_service", "Employment service"),
    ("financial_institution", "Financial institution"),
    ("education", "University, school or training centre"),
    ("research", "Research"),
    ("media", "Media"),
    ("international_organisation", "International organisation"),
    ("other", "Other"),
]


class Migration(migrations.Migration):
    dependencies = [("discussions", "0011_digest_set_apart")]

    operations = [
        migrations.AlterField(
            model_name="contribution",
            name="kind",
            field=models.CharField(
                blank=True, choices=_KINDS, max_length=30, verbose_name="kind of actor"
            ),
        ),
    ]
