"""By whose hand a licence is shown, and who acts by a mandate that names data sees what is shown of those alone."""

from django.db import migrations, models

KEYS = """code = any ((select stand_list('keys'))::text[])
  or 'status/' || place = any ((select stand_list('keys'))::text[])"""
NAMED = f"""
alter policy person on credentials_showing using (
  (holder = (select stand('applicant'))
   and ((select stand('data')) is null or exists (select from licences_licence l where l.id = licence_id)))
  or {KEYS});
"""
UNDO = f"alter policy person on credentials_showing using (holder = (select stand('applicant')) or {KEYS});"


class Migration(migrations.Migration):
    dependencies = [("credentials", "0004_second_wall"), ("licences", "0007_as_far_as_named")]
    operations = [
        migrations.AddField(
            "showing", "hand",
            models.CharField(
                max_length=60, blank=True, default="", help_text="person/<id> who shows it for its holder; his mandate"
                " is asked with each reading",
            ),
        ),
        migrations.RunSQL(NAMED, UNDO),
    ]
