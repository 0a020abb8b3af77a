"""What was promised in a case is seen by who sees the case, and by the desk that looks into it."""

from django.db import migrations

WALL = """
alter table undertakings_undertaking enable row level security;
create policy platform on undertakings_undertaking to tongban_worker using (true);
create policy person on undertakings_undertaking to tongban_person using (
  exists (select from cases_case c where c.id = case_id));
create policy staff on undertakings_undertaking to tongban_staff using (
  exists (select from cases_case c where c.id = case_id)
  or desk || '/' || area like any ((select cases_desks())::text[]));
"""
UNDO = """
drop policy platform on undertakings_undertaking;
drop policy person on undertakings_undertaking;
drop policy staff on undertakings_undertaking;
alter table undertakings_undertaking disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("undertakings", "0001_rows"), ("cases", "0022_given_is_seen")]
    operations = [migrations.RunSQL(WALL, UNDO)]
