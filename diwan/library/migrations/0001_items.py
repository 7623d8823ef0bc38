import diwan.core.wording
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0011_merges_unconfirm'),
        ('vocabularies', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('kind', models.CharField(choices=[('practice', 'Practice'), ('publication', 'Publication'), ('material', 'Toolkit or training material'), ('policy', 'Policy or programme'), ('norm', 'Legal norm'), ('study', 'Study'), ('dataset', 'Dataset'), ('rumour', 'Rumour file'), ('communication', 'Communication practice'), ('campaign', 'Information campaign')], max_length=16, verbose_name='kind')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waiting for reviewers'), ('in_review', 'In review'), ('returned', 'Returned with reasons'), ('published', 'Published'), ('withdrawn', 'Withdrawn'), ('archived', 'Archived')], default='draft', max_length=12, verbose_name='state')),
                ('title', diwan.core.wording.WordingField(default=dict, verbose_name='title')),
                ('summary', diwan.core.wording.WordingField(blank=True, default=dict, verbose_name='summary')),
                ('body', diwan.core.wording.WordingField(blank=True, default=dict, verbose_name='text')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages of the work')),
                ('submitted_as', models.CharField(choices=[('name', 'By my name'), ('organisation', 'Only by my organisation'), ('not_named', 'Not named')], default='name', max_length=12, verbose_name='named as')),
                ('takes_messages', models.BooleanField(default=False, verbose_name='members may write to me about it')),
                ('added_at', models.DateTimeField(verbose_name='added')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('link_state', models.CharField(choices=[('unknown', 'Not checked'), ('alive', 'Works'), ('dead', 'Dead')], default='unknown', max_length=8, verbose_name='state of the link')),
                ('link_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='link looked at')),
                ('doi', models.CharField(blank=True, max_length=200, verbose_name='DOI')),
                ('licence', models.CharField(blank=True, choices=[('cc0', 'Public domain (CC0)'), ('cc-by', 'CC BY 4.0'), ('cc-by-sa', 'CC BY-SA 4.0'), ('cc-by-nc', 'CC BY-NC 4.0'), ('cc-by-nc-sa', 'CC BY-NC-SA 4.0'), ('cc-by-nd', 'CC BY-ND 4.0'), ('official', 'Official text, free to use'), ('reserved', 'All rights reserved')], max_length=14, verbose_name='licence')),
                ('published_in_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('review_due_on', models.DateField(blank=True, null=True, verbose_name='to be looked at again')),
                ('reviewed_edition', models.PositiveSmallIntegerField(default=0)),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='source')),
                ('adapted_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='adaptations', to='library.item', verbose_name='adapted from')),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='siblings', to='library.item', verbose_name='the same work as')),
                ('goals', models.ManyToManyField(blank=True, related_name='+', to='vocabularies.goal', verbose_name='goals')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('submitted_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation', verbose_name='submitted for')),
                ('themes', models.ManyToManyField(blank=True, related_name='+', to='vocabularies.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'item',
                'verbose_name_plural': 'items',
                'ordering': ['-published_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='edition')),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='content')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what changed')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='library.item')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='ItemBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('author', 'Author'), ('publisher', 'Publisher'), ('implementer', 'Implements it'), ('donor', 'Donor'), ('partner', 'Partner')], max_length=12, verbose_name='role')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='library.item')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='library_parts', to='people.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'body of an item',
                'verbose_name_plural': 'bodies of items',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ItemFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('content_type', models.CharField(max_length=100, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('file', models.FileField(upload_to='library/', verbose_name='file')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language')),
                ('added_at', models.DateTimeField(verbose_name='added')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='library.item')),
            ],
            options={
                'verbose_name': 'file of an item',
                'verbose_name_plural': 'files of items',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ItemPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(blank=True, choices=[('origin', 'Side of origin'), ('destination', 'Side of destination')], max_length=12, verbose_name='side')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='library.item')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabularies.place', verbose_name='place')),
            ],
            options={
                'verbose_name': 'place of an item',
                'verbose_name_plural': 'places of items',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                ('assigned_at', models.DateTimeField(verbose_name='asked')),
                ('due_on', models.DateField(verbose_name='answer by')),
                ('conflict', models.TextField(blank=True, max_length=1000, verbose_name='declared ties')),
                ('checklist', models.JSONField(blank=True, default=dict, verbose_name='checklist')),
                ('verdict', models.CharField(blank=True, choices=[('', 'Not yet given'), ('publish', 'Publish it'), ('return', 'Return it with reasons')], max_length=8, verbose_name='verdict')),
                ('note', models.TextField(blank=True, max_length=4000, verbose_name='to whoever submitted it')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='reminded')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='library.item')),
                ('reviewer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewer')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ['-round', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['state', '-published_at'], name='item_by_state'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['review_due_on'], name='item_by_review'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['practice', 'publication', 'material', 'policy', 'norm', 'study', 'dataset', 'rumour', 'communication', 'campaign'])), name='item_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'in_review', 'returned', 'published', 'withdrawn', 'archived'])), name='item_state_known'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_as__in', ['name', 'organisation', 'not_named'])), name='item_naming_known'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('link_state__in', ['unknown', 'alive', 'dead'])), name='item_link_state_known'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('licence__in', ['', 'cc0', 'cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nd', 'official', 'reserved'])), name='item_licence_known'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['archived', 'published']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='item_published_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('adapted_from__isnull', True), models.Q(('adapted_from', models.F('id')), _negated=True), _connector='OR'), name='item_not_adapted_from_itself'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('family__isnull', True), models.Q(('family', models.F('id')), _negated=True), _connector='OR'), name='item_not_its_own_family'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='edition_number_once'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='edition_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='itembody',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['author', 'publisher', 'implementer', 'donor', 'partner'])), name='item_body_role_known'),
        ),
        migrations.AddConstraint(
            model_name='itembody',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('organisation__isnull', False)), models.Q(('organisation__isnull', True), models.Q(('name', ''), _negated=True)), _connector='OR'), name='item_body_named_once'),
        ),
        migrations.AddConstraint(
            model_name='itembody',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('item', 'role', 'organisation'), name='item_body_once'),
        ),
        migrations.AddConstraint(
            model_name='itemplace',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['', 'origin', 'destination'])), name='item_side_known'),
        ),
        migrations.AddConstraint(
            model_name='itemplace',
            constraint=models.UniqueConstraint(fields=('item', 'place', 'side'), name='item_place_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('reviewer__isnull', False)), fields=('item', 'round', 'reviewer'), name='review_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'publish', 'return'])), name='review_verdict_known'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='review_decided_at_a_time'),
        ),
    ]
