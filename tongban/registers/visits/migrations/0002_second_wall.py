"""A visit is the visitor's and the clerk's at whose window he stands, and opens his mandates to that clerk."""

from django.db import migrations

WALL = """
alter table visits_visit enable row level security;
alter table visits_confirmation enable row level security;
create policy platform on visits_visit to tongban_worker using (true);
create policy person on visits_visit to tongban_person using (person_id::text = (select stand('who')));
create policy staff on visits_visit to tongban_staff using (official::text = (select stand('who')));
create policy platform on visits_confirmation to tongban_worker using (true);
create policy person on visits_confirmation to tongban_person using (
  exists (select from visits_visit v where v.id = visit_id));
create policy staff on visits_confirmation to tongban_staff using (
  exists (select from visits_visit v where v.id = visit_id));
create policy staff on mandates_mandate to tongban_staff using (
  exists (select from visits_visit v where v.ended_at is null and v.person_id in (giver_id, taker_id)));
"""
UNDO = """
drop policy staff on mandates_mandate;
drop policy staff on visits_confirmation; drop policy person on visits_confirmation;
drop policy platform on visits_confirmation;
drop policy staff on visits_visit; drop policy person on visits_visit; drop policy platform on visits_visit;
alter table visits_confirmation disable row level security;
alter table visits_visit disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_visits"), ("mandates", "0003_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
