"""What somebody lets a system know, and his stays in it, are his accounts'; systems ask as the platform (`redeem`)."""

from django.db import migrations

GRANTS = """
alter table sso_grant enable row level security;
create policy platform on sso_grant to tongban_worker using (true);
create policy person on sso_grant to tongban_person using (account_id = any ((select accounts_of_who_asks())::uuid[]));
create policy staff on sso_grant to tongban_staff using (account_id = any ((select accounts_of_who_asks())::uuid[]));
"""
HANGS = """
alter table sso_{0} enable row level security;
create policy platform on sso_{0} to tongban_worker using (true);
create policy person on sso_{0} to tongban_person using (exists (select from sso_{1} one where one.id = {1}_id));
create policy staff on sso_{0} to tongban_staff using (exists (select from sso_{1} one where one.id = {1}_id));
"""
TABLES = {"visit": "grant", "code": "visit", "access": "visit"}
WALL = GRANTS + "".join(HANGS.format(*both) for both in TABLES.items())
UNDO = "".join(
    f"drop policy staff on sso_{table}; drop policy person on sso_{table}; drop policy platform on sso_{table};"
    f"alter table sso_{table} disable row level security;"
    for table in (*TABLES, "grant")
)


class Migration(migrations.Migration):
    dependencies = [("sso", "0001_parties_grants_visits"), ("signin", "0003_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
