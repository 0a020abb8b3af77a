"""A passkey is its account's holder's; whoever signs in shows which one by its id, and sees that one alone."""

from django.db import migrations

WALL = """
create function accounts_of_who_asks() returns uuid[] language sql stable as $$
  select array_agg(id) from identity_account
  where stand('who') <> '' and (person_id::text = stand('who') or official_id::text = stand('who'))
$$;
alter table signin_passkey enable row level security;
create policy platform on signin_passkey to tongban_worker using (true);
create policy person on signin_passkey to tongban_person using (
  account_id = any ((select accounts_of_who_asks())::uuid[])
  or credential = any ((select stand_list('keys'))::text[]));
create policy staff on signin_passkey to tongban_staff using (
  account_id = any ((select accounts_of_who_asks())::uuid[])
  or credential = any ((select stand_list('keys'))::text[]));
"""
UNDO = """
drop policy staff on signin_passkey; drop policy person on signin_passkey; drop policy platform on signin_passkey;
alter table signin_passkey disable row level security;
drop function accounts_of_who_asks();
"""


class Migration(migrations.Migration):
    dependencies = [("signin", "0002_passkeys"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
