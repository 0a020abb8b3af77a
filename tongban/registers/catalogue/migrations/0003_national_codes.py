"""Items are found by the codes of the national library; what is published already says them in its newest edition."""

from django.db import migrations, models

FILL = """
update catalogue_item i
set catalog_code = coalesce(e.content::jsonb #>> '{codes,catalog}', ''),
    task_code = coalesce(e.content::jsonb #>> '{codes,implementation}', '')
from catalogue_edition e where e.id = i.current_id
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_closed")]
    operations = [
        migrations.AddField(
            "item", "catalog_code",
            models.CharField(blank=True, db_index=True, help_text="基本编码, its catalogue entry", max_length=12),
        ),
        migrations.AddField(
            "item", "task_code",
            models.CharField(blank=True, db_index=True, help_text="实施编码, in the national list", max_length=31),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
