"""Unions, employers' organisations, recruiters, places of education and media are kinds of actor."""

from django.db import migrations, models

KINDS = [
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
_CODES = [code for code, _label in KINDS]


class Migration(migrations.Migration):
    dependencies = [("people", "0006_enforcement_mark")]

    operations = [
        migrations.RemoveConstraint(model_name="organisation", name="organisation_kind_is_known"),
        migrations.RemoveConstraint(model_name="person", name="person_kind_is_known"),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30, verbose_name="kind of actor"),
        ),
        migrations.AlterField(
            model_name="person",
            name="kind",
            field=models.CharField(
                blank=True, choices=KINDS, max_length=30, verbose_name="kind of actor"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=_CODES), name="organisation_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=["", *_CODES]), name="person_kind_is_known"
            ),
        ),
    ]
