
import django.db.models.deletion
import tongban.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0006_trust'),
    ]

    operations = [
        migrations.CreateModel(
            name='Undertaking',
            fields=[
                ('id', models.UUIDField(default=tongban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(help_text='the material it stands for', max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('trust', models.CharField(choices=[('promise', '告知承诺'), ('later', '容缺后补')], max_length=10)),
                ('says', models.TextField(help_text='what was promised')),
                ('consequence', models.TextField(help_text='what follows when it is broken')),
                ('law', models.CharField(blank=True, max_length=200)),
                ('holder', models.TextField(help_text='"person/<id>" or "organisation/<id>"')),
                ('desk', models.SlugField(help_text='whose desk looks into it')),
                ('area', models.CharField(max_length=12)),
                ('limit', models.CharField(max_length=40)),
                ('due_on', models.DateField(help_text='last day for the document, or for the check', null=True)),
                ('state', models.CharField(choices=[('open', '履行中'), ('kept', '已履行'), ('broken', '未履行'), ('dropped', '不再需要')], default='open', max_length=10)),
                ('finding', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.CharField(blank=True, max_length=100)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undertakings', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['due_on'], name='undertaking_due'), models.Index(fields=['holder', 'state'], name='undertaking_of_holder')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('case', 'code', 'trust'), name='one_open_undertaking')],
            },
        ),
    ]
