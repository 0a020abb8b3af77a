import tongban.kernel.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0005_views'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['desk', 'opened_at'], name='task_open_arrived'),
        ),
        migrations.AlterField(
            model_name='view',
            name='asks',
            field=tongban.kernel.sealed.SealedWords(help_text='what the address of the list asks: it may name an applicant'),
        ),
    ]
