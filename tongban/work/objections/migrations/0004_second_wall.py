"""An objection is seen by its applicant, the desk that owns the data, and who sees the case or run it was made in."""

from django.db import migrations

WALL = """
alter table objections_objection enable row level security;
create policy platform on objections_objection to tongban_worker using (true);
create policy person on objections_objection to tongban_person using (
  applicant = (select stand('applicant'))
  and ((select stand('items')) is null
       or exists (select from cases_case c where c.id = case_id)
       or exists (select from packages_run r where r.id = run_id)));
create policy staff on objections_objection to tongban_staff using (
  desk || '/' || area like any ((select cases_desks())::text[])
  or exists (select from cases_case c where c.id = case_id)
  or exists (select from packages_run r where r.id = run_id));
"""
UNDO = """
drop policy platform on objections_objection;
drop policy person on objections_objection;
drop policy staff on objections_objection;
alter table objections_objection disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("objections", "0003_sealed_words"), ("packages", "0007_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
