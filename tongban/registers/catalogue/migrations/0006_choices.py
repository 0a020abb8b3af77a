"""What lists are narrowed and ordered by: on line, visits, fee, time; filled from the newest editions."""

from django.db import migrations, models

FILL = """
update catalogue_item i set
  online = coalesce((e.c #> '{guide,online_depth}') ?| array['4', '5'], false),
  visits = coalesce((e.c #>> '{guide,visits}')::int, 0),
  charged = coalesce((e.c #>> '{fee,charged}')::boolean, false),
  minutes = coalesce(substring(e.promise from '[0-9]+')::int, 0) * case
    when e.promise ~ 'working|工作日' then 480 when e.promise ~ 'hour|小时' then 60
    when e.promise ~ 'minute|分钟' then 1 else 343 end
from (select id, content::jsonb c, content::jsonb #>> '{limits,promise}' promise from catalogue_edition) e
where e.id = i.current_id and i.kind <> 'package'
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_situation_words")]
    operations = [
        migrations.AddField("item", "online", models.BooleanField(
            default=False, help_text="one can apply on line (网办)")),
        migrations.AddField("item", "visits", models.PositiveSmallIntegerField(
            default=0, help_text="how often one must come (到现场次数)")),
        migrations.AddField("item", "charged", models.BooleanField(
            default=False, help_text="it costs something (是否收费)")),
        migrations.AddField("item", "minutes", models.PositiveIntegerField(
            default=0, help_text="the promise in minutes at work, for ordering by time")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
