"""A merger is the holder's of the account that was kept, and of the one that went into it."""

from django.db import migrations

WALL = """
alter table mergers_merger enable row level security;
create policy platform on mergers_merger to tongban_worker using (true);
create policy person on mergers_merger to tongban_person using (
  kept_id = any ((select accounts_of_who_asks())::uuid[]) or left_id = any ((select accounts_of_who_asks())::uuid[]))
  with check (kept_id = any ((select accounts_of_who_asks())::uuid[]));
"""
UNDO = """
drop policy person on mergers_merger; drop policy platform on mergers_merger;
alter table mergers_merger disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("mergers", "0001_mergers"), ("signin", "0003_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
