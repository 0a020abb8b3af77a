"""On which ground one acts for another: given, as a guardian, as a carer, as an agency. What there is was given."""

import django.db.models.deletion
import tongban.kernel.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0007_operators_by_item'),
        ('mandates', '0001_mandates'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='mandate',
            name='mandate_of_two',
        ),
        migrations.RemoveConstraint(
            model_name='mandate',
            name='mandate_of_items',
        ),
        migrations.AddField(
            model_name='mandate',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL("update mandates_mandate set confirmed_at = given_at", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='mandate',
            name='confirmed_by',
            field=models.CharField(blank=True, help_text='person/<id>, official/<id>, source/<code>', max_length=60),
        ),
        migrations.AddField(
            model_name='mandate',
            name='giver_firm',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.organisation'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='ground',
            field=models.CharField(choices=[('given', '授权代办'), ('guardian', '法定监护'), ('care', '照护代办'), ('agency', '委托代理机构')], default='given', max_length=8),
        ),
        migrations.AddField(
            model_name='mandate',
            name='proof',
            field=tongban.kernel.sealed.SealedText(blank=True, default=b'', editable=True, help_text='the paper seen, or the digest of what a register said'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='taker_firm',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.organisation'),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='given_at',
            field=models.DateTimeField(help_text='or asked for, as long as nobody confirmed it'),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='giver',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person'),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='items',
            field=models.JSONField(help_text="codes of items, at least one; a guardian's are all that a person may ask for"),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='taker',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(fields=['taker_firm', 'until'], name='mandate_of_taker_firm'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(fields=['giver_firm', '-given_at'], name='mandate_of_giver_firm'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('giver', None), ('taker', None), models.Q(('giver', models.F('taker')), _negated=True), _connector='OR'), models.Q(('giver_firm', None), ('taker_firm', None), models.Q(('giver_firm', models.F('taker_firm')), _negated=True), _connector='OR')), name='mandate_of_two'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('items', []), _negated=True), ('ground', 'guardian'), _connector='OR'), name='mandate_of_items'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('giver', None), ('giver_firm__isnull', False)), models.Q(('giver__isnull', False), ('giver_firm', None)), _connector='OR'), name='mandate_of_one_giver'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taker', None), ('taker_firm__isnull', False)), models.Q(('taker__isnull', False), ('taker_firm', None)), _connector='OR'), name='mandate_of_one_taker'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('giver_firm', None), ('taker_firm', None)), ('ground', 'agency'), _connector='OR'), name='firms_act_as_agencies'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('ground', 'guardian')), fields=('giver', 'taker'), name='guardian_once'),
        ),
    ]
