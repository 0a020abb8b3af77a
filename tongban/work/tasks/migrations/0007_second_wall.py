"""How one looks at his list is one's own; what is left to a colleague, his too. Neither is anybody's who is no official."""

from django.db import migrations

WALL = """
alter table tasks_view enable row level security;
alter table tasks_delegation enable row level security;
create policy platform on tasks_view to tongban_worker using (true);
create policy staff on tasks_view to tongban_staff using (official = (select stand('who')));
create policy platform on tasks_delegation to tongban_worker using (true);
create policy staff on tasks_delegation to tongban_staff
  using (official = (select stand('who')) or deputy = (select stand('who')))
  with check (official = (select stand('who')));
"""
UNDO = """
drop policy staff on tasks_delegation; drop policy platform on tasks_delegation;
drop policy staff on tasks_view; drop policy platform on tasks_view;
alter table tasks_delegation disable row level security;
alter table tasks_view disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0006_arrivals_and_sealed_views"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
