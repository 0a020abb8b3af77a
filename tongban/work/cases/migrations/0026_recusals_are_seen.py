"""Who stays away from a case is seen by who sees the case; that one stays away oneself, in any case."""

from django.db import migrations

SEEN = r"""
  case when subject ~ '^case/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then exists (select from cases_case c where c.id = substr(subject, 6)::uuid) else false end"""
WALL = f"""
alter table tasks_recusal enable row level security;
create policy platform on tasks_recusal to tongban_worker using (true);
create policy person on tasks_recusal for select to tongban_person using ({SEEN});
create policy staff on tasks_recusal to tongban_staff using (
  official = (select stand('who')) or {SEEN});
"""
UNDO = """
drop policy staff on tasks_recusal; drop policy person on tasks_recusal; drop policy platform on tasks_recusal;
alter table tasks_recusal disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_opened_is_seen"), ("tasks", "0007_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
