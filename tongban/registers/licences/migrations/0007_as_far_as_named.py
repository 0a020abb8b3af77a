"""Who acts by a mandate that names data sees the licences it names, and what its items result in."""

from django.db import migrations

SHOWN = """code = any ((select stand_list('keys'))::text[]) or identifier = any ((select stand_list('keys'))::text[])
  or number = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[])
  or id::text = any ((select stand_list('keys'))::text[])"""
NAMED = f"""
create function licences_named() returns bigint[] language sql stable as $$
  select array_agg(id) from licences_licencetype
  where 'licence/' || code = any (stand_list('data')) or 'result/' || code = any (stand_list('data'))
$$;
alter policy person on licences_licence using (
  (holder = (select stand('applicant'))
   and ((select stand('data')) is null or type_id = any ((select licences_named())::bigint[])))
  or {SHOWN});
"""
UNDO = f"""
alter policy person on licences_licence using (holder = (select stand('applicant')) or {SHOWN});
drop function licences_named();
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0006_opened_is_seen")]
    operations = [migrations.RunSQL(NAMED, UNDO)]
