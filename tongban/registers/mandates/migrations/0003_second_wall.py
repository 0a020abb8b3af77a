"""A mandate is its giver's and its taker's; of a company, also those' who are its members today."""

from django.db import migrations

WALL = """
create function organisations_of_who_asks() returns uuid[] language sql stable as $$
  select array_agg(organisation_id) from identity_membership
  where person_id::text = stand('who') and (until is null or until >= (now() at time zone 'Asia/Shanghai')::date)
$$;
alter table mandates_mandate enable row level security;
create policy platform on mandates_mandate to tongban_worker using (true);
create policy person on mandates_mandate to tongban_person using (
  giver_id::text = (select stand('who')) or taker_id::text = (select stand('who'))
  or giver_firm_id = any ((select organisations_of_who_asks())::uuid[])
  or taker_firm_id = any ((select organisations_of_who_asks())::uuid[]));
"""
UNDO = """
drop policy person on mandates_mandate; drop policy platform on mandates_mandate;
alter table mandates_mandate disable row level security;
drop function organisations_of_who_asks();
"""


class Migration(migrations.Migration):
    dependencies = [("mandates", "0002_grounds"), ("identity", "0008_first_words"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
