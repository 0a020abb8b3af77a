"""Who wrote what in a run and gave which document; one draft of a run is seen by who holds its key, as a helper does."""

import tongban.kernel.sealed
from django.db import migrations, models

WALL = """
create policy helped on packages_run for select to tongban_person using (
  state = 'draft' and id::text = any ((select stand_list('keys'))::text[]));
"""


class Migration(migrations.Migration):
    dependencies = [("packages", "0009_trash")]
    operations = [
        migrations.AddField(
            model_name="run", name="writers",
            field=tongban.kernel.sealed.SealedJSON(
                default=dict, help_text="who wrote each field last, and when"
            ),
        ),
        migrations.AddField(
            model_name="runmaterial", name="by",
            field=models.TextField(
                blank=True, default="", help_text="whose hand gave it for the applicant; empty: he himself"
            ),
        ),
        migrations.RunSQL(WALL, "drop policy helped on packages_run;"),
    ]
