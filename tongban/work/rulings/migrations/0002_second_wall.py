"""What a machine decided, and who looks at it again, is seen by who sees the case, and by the desk that looks again."""

from django.db import migrations

WALL = """
alter table rulings_ruling enable row level security;
create policy platform on rulings_ruling to tongban_worker using (true);
create policy person on rulings_ruling to tongban_person using (
  exists (select from cases_case c where c.id = case_id));
create policy staff on rulings_ruling to tongban_staff using (
  exists (select from cases_case c where c.id = case_id)
  or desk || '/' || area like any ((select cases_desks())::text[]));
alter table rulings_sample enable row level security;
create policy platform on rulings_sample to tongban_worker using (true);
create policy person on rulings_sample to tongban_person using (
  exists (select from rulings_ruling r where r.id = ruling_id));
create policy staff on rulings_sample to tongban_staff using (
  exists (select from rulings_ruling r where r.id = ruling_id));
alter table rulings_review enable row level security;
create policy platform on rulings_review to tongban_worker using (true);
create policy person on rulings_review to tongban_person using (
  exists (select from rulings_ruling r where r.id = ruling_id));
create policy staff on rulings_review to tongban_staff using (
  exists (select from rulings_ruling r where r.id = ruling_id));
"""
UNDO = """
drop policy platform on rulings_ruling;
drop policy person on rulings_ruling;
drop policy staff on rulings_ruling;
alter table rulings_ruling disable row level security;
drop policy platform on rulings_sample;
drop policy person on rulings_sample;
drop policy staff on rulings_sample;
alter table rulings_sample disable row level security;
drop policy platform on rulings_review;
drop policy person on rulings_review;
drop policy staff on rulings_review;
alter table rulings_review disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("rulings", "0001_rows"), ("cases", "0022_given_is_seen")]
    operations = [migrations.RunSQL(WALL, UNDO)]
