"""A department's system calls for a purpose it was admitted for; those that were let in before handle cases."""

from django.db import migrations, models

OLD = """update identity_client set purposes = '["case-handling"]'
where organisation_id is null and scopes ? 'cases:read'"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0011_who_left")]
    operations = [
        migrations.AddField(
            "client", "purposes",
            models.JSONField(default=list, help_text="codes of what a department's system may call for"),
        ),
        migrations.RunSQL(OLD, migrations.RunSQL.noop),
    ]
