

import django.db.models.deletion
import tongban.kernel.sealed
import tongban.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Department',
            fields=[
                ('code', models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('short', models.CharField(max_length=30)),
                ('credit_code', models.CharField(blank=True, max_length=18)),
                ('level', models.CharField(blank=True, help_text='行使层级 (GB/T 39046 A.2): 3 city, 4 county, 5 town', max_length=1)),
                ('area', models.CharField(blank=True, max_length=9)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='identity.department')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.UUIDField(default=tongban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('token_digest', models.CharField(max_length=44, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('active', models.BooleanField(default=True)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clients', to='identity.department')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('code', models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=10)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desks', to='identity.department')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.UUIDField(default=tongban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(help_text='staff number, shown to citizens', max_length=20, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('phone', models.CharField(blank=True, help_text='of the office', max_length=30)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='identity.department')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(blank=True, help_text='division code; "" is the whole city', max_length=9)),
                ('role', models.CharField(max_length=10)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='identity.desk')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='identity.official')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=tongban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('id_type', models.CharField(default='111', max_length=3)),
                ('id_number', tongban.kernel.sealed.SealedText(editable=True)),
                ('id_index', models.CharField(max_length=32)),
                ('phone', tongban.kernel.sealed.SealedText(editable=True)),
                ('phone_index', models.CharField(blank=True, db_index=True, max_length=32)),
                ('birth', models.DateField(null=True)),
                ('area', models.CharField(blank=True, help_text='division code of the home', max_length=9)),
                ('address', tongban.kernel.sealed.SealedText(editable=True)),
                ('level', models.PositiveSmallIntegerField(default=1, help_text='assurance: 1 stated, 2 real-name, 3 strong')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('id_index', 'id_type'), name='person_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 3))), name='person_level'), models.CheckConstraint(condition=models.Q(models.Q(('id_index', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='person_named')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=tongban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(max_length=20)),
                ('credit_code', models.CharField(max_length=18, unique=True)),
                ('legal_name', models.CharField(blank=True, max_length=100)),
                ('phone', tongban.kernel.sealed.SealedText(editable=True)),
                ('area', models.CharField(blank=True, max_length=9)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('established', models.DateField(null=True)),
                ('legal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='represents', to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=13)),
                ('until', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='identity.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('id', models.UUIDField(default=tongban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=60, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('official', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='identity.official')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='identity.person')),
            ],
        ),
        migrations.CreateModel(
            name='SignInAttempt',
            fields=[
                ('who', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('last', models.DateTimeField()),
                ('wait_until', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['last'], name='attempt_by_age')],
            },
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('code')), _negated=True), _connector='OR'), name='department_not_in_itself'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['hotline', 'office', 'provider', 'review', 'window'])), name='desk_kind'),
        ),
        migrations.AddIndex(
            model_name='holding',
            index=models.Index(fields=['desk', 'role'], name='holding_of_desk'),
        ),
        migrations.AddConstraint(
            model_name='holding',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['approver', 'clerk', 'operator', 'reviewer', 'supervisor'])), name='holding_role'),
        ),
        migrations.AddConstraint(
            model_name='holding',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='holding_period'),
        ),
        migrations.AddConstraint(
            model_name='holding',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('official', 'desk', 'area', 'role'), name='holding_once'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['name'], name='organisation_by_name'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['association', 'company', 'other', 'public-institution', 'sole-trader'])), name='organisation_kind'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('person', 'organisation', 'role'), name='membership_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'handler', 'legal'])), name='membership_role'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('official__isnull', False), ('person', None)), models.Q(('official', None), ('person__isnull', False)), _connector='OR'), name='account_of_one_holder'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('username', ''), _negated=True), name='account_named'),
        ),
    ]
