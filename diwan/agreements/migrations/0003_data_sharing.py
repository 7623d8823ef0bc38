"""Which data may go from whom to whom and what for, and what went."""

import diwan.core.wording
import diwan.people.models.profiles
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_dialogues'),
        ('people', '0006_enforcement_mark'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DataSharing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('title', diwan.core.wording.WordingField(default=dict, verbose_name='title')),
                ('state', models.CharField(choices=[('draft', 'Being drafted'), ('proposed', 'Before the bodies to sign'), ('signed', 'Signed'), ('suspended', 'Suspended'), ('ended', 'Ended')], default='draft', max_length=9, verbose_name='state')),
                ('purposes', models.JSONField(default=list, verbose_name='purposes')),
                ('categories', models.JSONField(default=list, verbose_name='kinds of data')),
                ('basis', models.CharField(choices=[('treaty', 'Treaty or international agreement'), ('law', 'Law'), ('public_task', 'Public task of the bodies'), ('consent', 'Consent of the persons alone')], max_length=12, verbose_name='legal basis')),
                ('basis_text', diwan.core.wording.WordingField(default=dict, verbose_name='legal basis in words')),
                ('begins_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('retention_days', models.PositiveSmallIntegerField(verbose_name='days until data must be erased')),
                ('may_pass_on', models.BooleanField(default=False, verbose_name='data may be passed on')),
                ('guarantee', models.CharField(blank=True, choices=[('', 'None: the data stay in one country'), ('adequacy', 'Decision that the land protects data well enough'), ('clauses', 'Standard contractual clauses'), ('instrument', 'Binding instrument between the authorities')], default='', max_length=10, verbose_name='guarantee across the border')),
                ('safeguards', diwan.core.wording.WordingField(blank=True, default=dict, verbose_name='other safeguards')),
                ('rights_contact', models.CharField(max_length=300, verbose_name='where persons turn to')),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('stopped_why', models.CharField(blank=True, max_length=500, verbose_name='why it was stopped')),
                ('created_at', models.DateTimeField(verbose_name='drafted')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='data_sharings', to='agreements.agreement', verbose_name='under the agreement')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drafted by')),
                ('stopped_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
            ],
            options={
                'verbose_name': 'data-sharing agreement',
                'verbose_name_plural': 'data-sharing agreements',
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SharingBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('does', models.CharField(choices=[('sends', 'Sends data'), ('receives', 'Receives data'), ('both', 'Sends and receives data')], max_length=8, verbose_name='what it does')),
                ('signed_digest', models.CharField(blank=True, max_length=64)),
                ('capacity', models.CharField(blank=True, max_length=200, verbose_name='capacity')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='signed')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='data_sharing_bodies', to='people.organisation', verbose_name='organisation')),
                ('sharing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='agreements.datasharing')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
            ],
            options={
                'verbose_name': 'body of a data-sharing agreement',
                'verbose_name_plural': 'bodies of data-sharing agreements',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=diwan.people.models.profiles.new_handle, editable=False, max_length=10, unique=True, verbose_name='reference')),
                ('purpose', models.CharField(choices=[('work', 'Finding work'), ('training', 'Training and recognition of skills'), ('referral', 'Being referred to a service'), ('project', 'Support for a project in the land of origin'), ('social_security', 'Carrying social security rights home')], max_length=20, verbose_name='purpose')),
                ('categories', models.JSONField(default=list, verbose_name='kinds of data')),
                ('sent_at', models.DateTimeField(verbose_name='sent')),
                ('erase_by', models.DateField(verbose_name='to be erased by')),
                ('objected_at', models.DateTimeField(blank=True, null=True, verbose_name='objected')),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.consent', verbose_name='consent')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='transfers', to=settings.AUTH_USER_MODEL)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='recipient')),
                ('sender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation', verbose_name='sender')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                ('sharing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='agreements.datasharing', verbose_name='data-sharing agreement')),
            ],
            options={
                'verbose_name': 'transfer of data',
                'verbose_name_plural': 'transfers of data',
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='datasharing',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'signed', 'suspended', 'ended'])), name='sharing_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='datasharing',
            constraint=models.CheckConstraint(condition=models.Q(('basis__in', ['treaty', 'law', 'public_task', 'consent'])), name='sharing_basis_is_known'),
        ),
        migrations.AddConstraint(
            model_name='datasharing',
            constraint=models.CheckConstraint(condition=models.Q(('guarantee__in', ['', 'adequacy', 'clauses', 'instrument'])), name='sharing_guarantee_is_known'),
        ),
        migrations.AddConstraint(
            model_name='datasharing',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='sharing_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='datasharing',
            constraint=models.CheckConstraint(condition=models.Q(('retention_days__gte', 1), ('retention_days__lte', 1830)), name='sharing_retention_is_bounded'),
        ),
        migrations.AddConstraint(
            model_name='sharingbody',
            constraint=models.CheckConstraint(condition=models.Q(('does__in', ['sends', 'receives', 'both'])), name='sharing_body_does_is_known'),
        ),
        migrations.AddConstraint(
            model_name='sharingbody',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('sharing', 'organisation'), name='sharing_body_once'),
        ),
        migrations.AddConstraint(
            model_name='sharingbody',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', True)), fields=('sharing',), name='sharing_site_once'),
        ),
        migrations.AddConstraint(
            model_name='sharingbody',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), ('does', 'sends'), _connector='OR'), name='sharing_site_only_sends'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['erase_by'], name='transfer_by_day'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['work', 'training', 'referral', 'project', 'social_security'])), name='transfer_purpose_is_known'),
        ),
    ]
