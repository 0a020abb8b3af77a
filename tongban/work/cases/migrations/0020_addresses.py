from django.db import migrations

import tongban.kernel.sealed


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_administrators")]
    operations = [
        migrations.AddField(
            "case",
            "addresses",
            tongban.kernel.sealed.SealedJSON(
                default=dict, help_text="standard addresses of what was filled in, by field, at submission"
            ),
        ),
    ]
