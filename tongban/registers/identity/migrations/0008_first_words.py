from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0007_operators_by_item'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='first_word_until',
            field=models.DateTimeField(help_text='until when a first word signs in; none once its holder chose his own', null=True),
        ),
    ]
