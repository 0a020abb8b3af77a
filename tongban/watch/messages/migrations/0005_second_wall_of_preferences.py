"""How somebody wants to be told is his own."""

from django.db import migrations

WALL = """
alter table inbox_preference enable row level security;
create policy platform on inbox_preference to tongban_worker using (true);
create policy person on inbox_preference to tongban_person using (
  recipient = (select stand('applicant')));
"""
UNDO = """
drop policy platform on inbox_preference;
drop policy person on inbox_preference;
alter table inbox_preference disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("inbox", "0004_preferences"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
