"""What is shown has a place in the status list that says nothing of the order in which things were shown."""

from django.db import migrations, models

KEEP = "update credentials_showing set place = id"  # what is being shown now goes on counting where it says


class Migration(migrations.Migration):
    dependencies = [("credentials", "0002_requests")]
    operations = [
        migrations.AddField(
            model_name="showing", name="place",
            field=models.BigIntegerField(
                help_text="in the status lists; chance, and nobody's order", null=True, unique=True
            ),
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
