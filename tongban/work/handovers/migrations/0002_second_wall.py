"""A hand-over is the applicant's whose draft it is, and whoever's that holds its code."""

from django.db import migrations

WALL = """
alter table handovers_handover enable row level security;
create policy platform on handovers_handover to tongban_worker using (true);
create policy person on handovers_handover to tongban_person using (
  (applicant = (select stand('applicant'))
   and ((select stand('items')) is null
        or exists (select from cases_case c where c.id = draft)
        or exists (select from packages_run r where r.id = draft)))
  or digest = any ((select stand_list('keys'))::text[]));
create policy staff on handovers_handover for select to tongban_staff using (
  digest = any ((select stand_list('keys'))::text[]));
"""
UNDO = """
drop policy platform on handovers_handover;
drop policy person on handovers_handover;
drop policy staff on handovers_handover;
alter table handovers_handover disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("handovers", "0001_rows"), ("packages", "0007_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
