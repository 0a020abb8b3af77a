"""With what and where somebody signs in is his account's: seen by its holder, and at the door for the one account.

Who signs in is nobody yet. What he typed, or his session, leads to one account or one sitting (`wall.shown`); nothing
of another account shows, whatever a question forgets. The security administrator sees who is signed in where.
"""

from django.db import migrations

WALL = "".join(
    f"""
alter table signin_{table} enable row level security;
create policy platform on signin_{table} to tongban_worker using (true);
create policy person on signin_{table} to tongban_person using (
  account_id = any ((select accounts_of_who_asks())::uuid[])
  or 'account/' || account_id = any ((select stand_list('keys'))::text[]));
create policy staff on signin_{table} to tongban_staff using (
  account_id = any ((select accounts_of_who_asks())::uuid[])
  or 'account/' || account_id = any ((select stand_list('keys'))::text[]));
"""
    for table in ("authenticator", "recoverycode", "sitting", "device")
)
SITTINGS = """
create policy here_person on signin_sitting to tongban_person using (
  'session/' || session = any ((select stand_list('keys'))::text[]));
create policy here_staff on signin_sitting to tongban_staff using (
  'session/' || session = any ((select stand_list('keys'))::text[]));
create policy guards on signin_sitting to tongban_staff using (
  exists (select from stand_posts() p where p.role = 'secadmin'));
"""
UNDO = """
drop policy guards on signin_sitting; drop policy here_staff on signin_sitting; drop policy here_person on signin_sitting;
""" + "".join(
    f"drop policy staff on signin_{table}; drop policy person on signin_{table}; drop policy platform on signin_{table};"
    f"alter table signin_{table} disable row level security;"
    for table in ("authenticator", "recoverycode", "sitting", "device")
)


class Migration(migrations.Migration):
    dependencies = [("signin", "0003_second_wall")]
    operations = [migrations.RunSQL(WALL + SITTINGS, UNDO)]
