"""A licence is its holder's, and the issuing department's; whoever holds its code or its paper may verify it."""

from django.db import migrations

WALL = """
alter table licences_licence enable row level security;
alter table licences_decision enable row level security;
create function licences_of_our_own() returns bigint[] language sql stable as $$
  select array_agg(t.id) from licences_licencetype t
  join identity_department d on d.credit_code = t.issuer_code
  where d.credit_code <> '' and d.code in (select department from stand_posts())
$$;
create policy platform on licences_licence to tongban_worker using (true);
create policy person on licences_licence to tongban_person using (
  holder = (select stand('applicant'))
  or code = any ((select stand_list('keys'))::text[]) or identifier = any ((select stand_list('keys'))::text[])
  or number = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[])
  or id::text = any ((select stand_list('keys'))::text[]));
create policy staff on licences_licence to tongban_staff using (
  type_id = any ((select licences_of_our_own())::bigint[])
  or code = any ((select stand_list('keys'))::text[]) or identifier = any ((select stand_list('keys'))::text[])
  or number = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[])
  or id::text = any ((select stand_list('keys'))::text[]));
create policy platform on licences_decision to tongban_worker using (true);
create policy person on licences_decision to tongban_person using (
  code = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[])
  or exists (select from licences_licence l where l.id = licence_id));
create policy staff on licences_decision to tongban_staff using (
  code = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[])
  or exists (select from licences_licence l where l.id = licence_id));
"""
UNDO = """
drop policy platform on licences_licence; drop policy person on licences_licence; drop policy staff on licences_licence;
drop policy platform on licences_decision; drop policy person on licences_decision;
drop policy staff on licences_decision;
drop function licences_of_our_own();
alter table licences_licence disable row level security; alter table licences_decision disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0003_decisions"), ("kernel", "0003_roles"), ("identity", "0004_automatic")]
    operations = [migrations.RunSQL(WALL, UNDO)]
