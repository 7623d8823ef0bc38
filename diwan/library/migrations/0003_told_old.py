from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0002_kinds'),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='told_old_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
