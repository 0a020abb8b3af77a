"""A post may be held to named items (岗位限定事项)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0013_who_he_is")]
    operations = [
        migrations.AddField(
            "holding", "items",
            models.JSONField(default=list, help_text="codes of the only items; none is no such limit"),
        )
    ]
