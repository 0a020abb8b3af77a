"""Who sits at no desk sees no case by what lies on no desk: what an applicant owes is on nobody's.

A licence is seen by who sees a case of its holder only where that case can want it: its item speaks of the kind, or it
was given out of the case.
"""

from django.db import migrations

WALL = r"""
create or replace function cases_desks() returns text[] language sql stable as $$
  select array_agg(replace(desk, '_', '\_') || '/' || area || '%') from stand_posts() where desk not in ('', '-')
$$;
drop policy staff_by_case on licences_licence;
create policy staff_by_case on licences_licence for select to tongban_staff using (
  exists (select from cases_case c where c.applicant = holder and (
    source = 'case/' || c.id
    or exists (select from catalogue_edition e join licences_licencetype t on t.id = type_id
               where e.id = c.edition_id
               and (strpos(e.content, '"' || t.code || '"') > 0 or strpos(e.content, '"' || t.code || '\"') > 0)))));
"""
UNDO = r"""
drop policy staff_by_case on licences_licence;
create policy staff_by_case on licences_licence for select to tongban_staff using (
  exists (select from cases_case c where c.applicant = holder));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0026_recusals_are_seen"), ("licences", "0004_second_wall"), ("catalogue", "0005_situation_words")]
    operations = [migrations.RunSQL(WALL, UNDO)]
