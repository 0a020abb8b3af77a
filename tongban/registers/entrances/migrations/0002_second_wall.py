"""A link is its account's holder's; who comes through an entrance sees the one the entrance vouches for."""

from django.db import migrations

LINKS = """
create policy {0} on entrances_link to tongban_{0} using (
  account_id = any ((select accounts_of_who_asks())::uuid[])
  or 'account/' || account_id = any ((select stand_list('keys'))::text[])
  or 'subject/' || subject = any ((select stand_list('keys'))::text[]));
"""
WALL = """
alter table entrances_link enable row level security;
create policy platform on entrances_link to tongban_worker using (true);
"""
UNDO = """
drop policy staff on entrances_link; drop policy person on entrances_link; drop policy platform on entrances_link;
alter table entrances_link disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("entrances", "0001_entrances_links"), ("signin", "0003_second_wall")]
    operations = [migrations.RunSQL(WALL + LINKS.format("person") + LINKS.format("staff"), UNDO)]
