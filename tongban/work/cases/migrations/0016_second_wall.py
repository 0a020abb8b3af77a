"""Whose case it is, the database knows too; what hangs on a case is seen by who sees the case.

The same sentence as `queries.may_see`: the applicant; clerks, supervisors and the hotline of the area; officials of the
department that answers; everybody on whose desk it is or was. From a case on it, an official also sees the documents it
was given and the licences of its applicant.
"""

from django.db import migrations, models

HANGING = ("casematerial", "prereview", "overruling", "gap", "correction", "pause", "hearing", "notice", "unmasking")

CASES = r"""
create function cases_reach() returns text[] language sql stable as $$
  select array_agg(one) from (
    select replace(department, '_', '\_') || '/' || area || '%' from stand_posts() where department <> ''
    union
    select '%/' || area || '%' from stand_posts()
    where role in ('supervisor', 'hotline') or (role = 'clerk' and desk = 'window')
  ) as reach(one)
$$;
create function cases_windows() returns text[] language sql stable as $$
  select array_agg(distinct left(area, 4)) from stand_posts() where role = 'clerk' and desk = 'window'
$$;
create function cases_desks() returns text[] language sql stable as $$
  select array_agg(replace(desk, '_', '\_') || '/' || area || '%') from stand_posts()
$$;
create function cases_expert() returns text language sql stable as $$
  select stand('who') from stand_posts() where role = 'expert' limit 1
$$;
alter table cases_case enable row level security;
create policy platform on cases_case to tongban_worker using (true);
create policy person on cases_case to tongban_person using (
  (applicant = (select stand('applicant'))
   and ((select stand('items')) is null or item_code = any ((select stand_list('items'))::text[])))
  or number = any ((select stand_list('keys'))::text[]) or id::text = any ((select stand_list('keys'))::text[]));
create policy staff on cases_case to tongban_staff using (state <> 'draft' and (
  department || '/' || area like any ((select cases_reach())::text[])
  or number = any ((select stand_list('keys'))::text[]) or id::text = any ((select stand_list('keys'))::text[])
  or (left(area, 4) = any ((select cases_windows())::text[]) and exists (
        select from catalogue_edition e where e.id = edition_id and e.content like '%"anywhere":true%'))
  or exists (select from tasks_task t where t.subject = 'case/' || cases_case.id and (
        t.desk || '/' || t.area like any ((select cases_desks())::text[])
        or (t.desk = '' and t.owner = '' and t.claimed_by = (select cases_expert()))))));
"""

HANGS = """
alter table cases_{0} enable row level security;
create policy platform on cases_{0} to tongban_worker using (true);
create policy person on cases_{0} to tongban_person using (exists (select from cases_case c where c.id = case_id));
create policy staff on cases_{0} to tongban_staff using (exists (select from cases_case c where c.id = case_id));
"""

# A notice is also for whoever holds its code or its sealed paper: title, number and date.
NOTICES = """
create policy shown_to_person on cases_notice for select to tongban_person
  using (code = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[]));
create policy shown_to_staff on cases_notice for select to tongban_staff
  using (code = any ((select stand_list('keys'))::text[]) or paper = any ((select stand_list('keys'))::text[]));
"""

BELOW = """
create policy staff on materials_material to tongban_staff using (
  kept_by = (select 'official/' || stand('who'))
  or exists (select from cases_casematerial m where m.material_id = materials_material.id::text and m.material_id <> ''))
  with check (exists (select from cases_case c where c.applicant = holder));
create policy staff_by_case on licences_licence for select to tongban_staff using (
  exists (select from cases_case c where c.applicant = holder));
"""

WALL = CASES + "".join(HANGS.format(table) for table in HANGING) + NOTICES + BELOW
UNDO = (
    "drop policy staff on materials_material; drop policy staff_by_case on licences_licence;"
    "drop policy shown_to_person on cases_notice; drop policy shown_to_staff on cases_notice;"
    + "".join(
        f"drop policy {name} on cases_{table}; "
        for table in (*HANGING, "case") for name in ("platform", "person", "staff")
    )
    + "".join(f"alter table cases_{table} disable row level security; " for table in (*HANGING, "case"))
    + "drop function cases_reach(); drop function cases_windows(); drop function cases_desks();"
    "drop function cases_expert();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_unmasking"), ("kernel", "0003_roles"), ("catalogue", "0005_situation_words"),
        ("tasks", "0003_anywhere"), ("materials", "0002_second_wall"), ("licences", "0004_second_wall"),
    ]
    operations = [
        migrations.AddIndex(
            model_name="casematerial",
            index=models.Index(
                fields=["material_id"], condition=~models.Q(material_id=""), name="case_of_material"
            ),
        ),
        migrations.RunSQL(WALL, UNDO),
    ]
