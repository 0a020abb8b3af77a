"""Credit is its holder's, and the department's that imposed a bar; whoever names the holder is told his record."""

from django.db import migrations

WALL = """
alter table credit_bar enable row level security;
create policy platform on credit_bar to tongban_worker using (true);
create policy person on credit_bar to tongban_person using (
  holder = (select stand('applicant')) or holder = any ((select stand_list('keys'))::text[]));
create policy staff on credit_bar to tongban_staff using (
  department in (select department from stand_posts())
  or holder = any ((select stand_list('keys'))::text[]));
alter table credit_entry enable row level security;
create policy platform on credit_entry to tongban_worker using (true);
create policy person on credit_entry to tongban_person using (
  holder = (select stand('applicant')) or holder = any ((select stand_list('keys'))::text[]));
create policy staff on credit_entry to tongban_staff using (
  holder = any ((select stand_list('keys'))::text[]));
"""
UNDO = """
drop policy platform on credit_bar;
drop policy person on credit_bar;
drop policy staff on credit_bar;
alter table credit_bar disable row level security;
drop policy platform on credit_entry;
drop policy person on credit_entry;
drop policy staff on credit_entry;
alter table credit_entry disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("credit", "0002_sealed_words"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
