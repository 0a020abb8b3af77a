"""The licences of a person whose entry was opened to an official by a second person (紧急查阅): to read, no more."""

from django.db import migrations

OPENED = """
create policy opened on licences_licence for select to tongban_staff
  using (holder = any ((select openings_reach())::text[]));
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0005_sealed_words"), ("openings", "0002_second_wall")]
    operations = [migrations.RunSQL(OPENED, "drop policy opened on licences_licence;")]
