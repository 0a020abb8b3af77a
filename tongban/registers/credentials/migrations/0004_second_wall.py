"""What is shown is its holder's, and seen by whoever holds its code; a request also by the official who asked."""

from django.db import migrations

WALL = """
alter table credentials_showing enable row level security;
create policy platform on credentials_showing to tongban_worker using (true);
create policy person on credentials_showing to tongban_person using (
  holder = (select stand('applicant'))
  or code = any ((select stand_list('keys'))::text[])
  or 'status/' || place = any ((select stand_list('keys'))::text[]));
create policy staff on credentials_showing for select to tongban_staff using (
  code = any ((select stand_list('keys'))::text[])
  or 'status/' || place = any ((select stand_list('keys'))::text[]));
alter table credentials_datarequest enable row level security;
create policy platform on credentials_datarequest to tongban_worker using (true);
create policy person on credentials_datarequest to tongban_person using (
  holder = (select stand('applicant')));
create policy staff on credentials_datarequest to tongban_staff using (
  official::text = (select stand('who')));
"""
UNDO = """
drop policy platform on credentials_showing;
drop policy person on credentials_showing;
drop policy staff on credentials_showing;
alter table credentials_showing disable row level security;
drop policy platform on credentials_datarequest;
drop policy person on credentials_datarequest;
drop policy staff on credentials_datarequest;
alter table credentials_datarequest disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("credentials", "0003_place_in_the_list"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
