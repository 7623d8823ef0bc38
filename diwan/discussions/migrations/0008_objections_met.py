from django.db import migrations, models
from django.db.models import F


def told_when_answered(apps, _schema_editor):
    """Until now the letter with the answer went out when the objection was marked."""
    positions = apps.get_model('discussions', 'Position').objects.filter(is_met=True)
    positions.update(met_told_at=F('answered_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('discussions', '0007_endorsement_rounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='position',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='position',
            name='maintained_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='position',
            name='met_told_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(told_when_answered, migrations.RunPython.noop),
    ]
