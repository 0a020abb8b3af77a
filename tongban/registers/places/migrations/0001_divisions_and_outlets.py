

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Division',
            fields=[
                ('code', models.CharField(max_length=9, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('level', models.PositiveSmallIntegerField()),
                ('fictional', models.BooleanField(default=False)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.division')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('code', models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(max_length=10)),
                ('address', models.CharField(max_length=200)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('hours', models.CharField(blank=True, max_length=200)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('desks', models.JSONField(default=list, help_text='codes of the desks that serve here; empty means every desk')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outlets', to='places.division')),
            ],
            options={
                'ordering': ['area_id', 'code'],
            },
        ),
        migrations.AddConstraint(
            model_name='division',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3})?)?)?$')), name='division_code_of_digits'),
        ),
        migrations.AddConstraint(
            model_name='division',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', 1), ('parent', None)), models.Q(('level__in', (2, 3, 4)), ('parent__isnull', False)), _connector='OR'), name='division_has_parent'),
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['hall', 'kiosk', 'window'])), name='outlet_of_a_known_kind'),
        ),
    ]
