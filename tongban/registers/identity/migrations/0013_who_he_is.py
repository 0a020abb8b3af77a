"""Who an official is outside his office: what is his own he does not handle (回避)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0012_purposes")]
    operations = [
        migrations.AddField(
            "official", "person",
            models.ForeignKey(
                "identity.Person", django.db.models.deletion.PROTECT, null=True, related_name="+",
                help_text="who he is outside his office",
            ),
        )
    ]
