"""A code is its holder's, with what hangs on it; an official sees what is shown to him and what he scanned himself."""

from django.db import migrations

WALL = """
alter table codes_code enable row level security;
create policy platform on codes_code to tongban_worker using (true);
create policy person on codes_code to tongban_person using (
  holder = (select stand('applicant')));
create policy staff on codes_code to tongban_staff using (
  handle = any ((select stand_list('keys'))::text[])
  or exists (select from codes_scan s where s.code_id = codes_code.id));
alter table codes_batch enable row level security;
create policy platform on codes_batch to tongban_worker using (true);
create policy person on codes_batch to tongban_person using (
  exists (select from codes_code c where c.id = code_id));
create policy staff on codes_batch for select to tongban_staff using (
  exists (select from codes_code c where c.id = code_id));
alter table codes_scan enable row level security;
create policy platform on codes_scan to tongban_worker using (true);
create policy person on codes_scan for select to tongban_person using (
  exists (select from codes_code c where c.id = code_id));
create policy staff on codes_scan to tongban_staff using (
  official::text = (select stand('who')) or number = any ((select stand_list('keys'))::text[]))
  with check (official::text = (select stand('who')));
"""
UNDO = """
drop policy platform on codes_code;
drop policy person on codes_code;
drop policy staff on codes_code;
alter table codes_code disable row level security;
drop policy platform on codes_batch;
drop policy person on codes_batch;
drop policy staff on codes_batch;
alter table codes_batch disable row level security;
drop policy platform on codes_scan;
drop policy person on codes_scan;
drop policy staff on codes_scan;
alter table codes_scan disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("codes", "0001_handles"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
