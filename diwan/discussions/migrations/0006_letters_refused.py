import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('discussions', '0005_translation_asked'),
    ]

    operations = [
        migrations.AddField(
            model_name='approach',
            name='way',
            field=models.CharField(blank=True, choices=[('letter', 'By a letter from here'), ('phone', 'By telephone'), ('other', 'In another way')], max_length=6, verbose_name='how'),
        ),
        migrations.AddField(
            model_name='post',
            name='corrected_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='LettersRefused',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('discussion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters_refused', to='discussions.discussion')),
            ],
            options={
                'verbose_name': 'refusal of letters',
                'verbose_name_plural': 'refusals of letters',
                'constraints': [models.UniqueConstraint(fields=('discussion', 'sha256'), name='letters_refused_once')],
            },
        ),
    ]
