import tongban.kernel.sealed
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0028_project'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='former',
            field=tongban.kernel.sealed.SealedJSON(default=list, help_text='the form as it stood each time a supplement was asked for: when, and its answers', kept='applicant'),
        ),
    ]
