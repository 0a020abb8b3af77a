"""A mandate may name the data of its giver that its taker sees (授权用数范围)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mandates", "0003_second_wall")]
    operations = [
        migrations.AddField(
            "mandate", "data",
            models.JSONField(
                null=True,
                help_text="the only data of the giver to be seen: licence/…, data/…, own/…; null is no such limit",
            ),
        )
    ]
