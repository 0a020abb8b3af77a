"""A post that is held to some items shows its official no case of another, whatever its department and area show."""

from django.db import migrations

HELD = """
update tasks_task t set item = c.item_code from cases_case c
where t.state = 'open' and t.subject = 'case/' || c.id and t.desk <> '';
create function stand_posts_held() returns table (desk text, department text, area text, role text, items jsonb)
language sql stable parallel safe as $$
  select p.desk, p.department, p.area, p.role, p.items from jsonb_to_recordset(coalesce(stand('posts'), '[]')::jsonb)
    as p(desk text, department text, area text, role text, items jsonb)
$$;
create function stand_is_held() returns boolean language sql stable parallel safe as $$
  select exists (select from stand_posts_held() where items is not null)
$$;
create policy held_to_items on cases_case as restrictive to tongban_staff using (
  not (select stand_is_held())
  or number = any ((select stand_list('keys'))::text[]) or id::text = any ((select stand_list('keys'))::text[])
  or 'case/' || id = any ((select openings_reach())::text[]) or applicant = any ((select openings_reach())::text[])
  or exists (select from stand_posts_held() p where (p.items is null or p.items ? item_code) and (
       (cases_case.area like p.area || '%' and (
          p.department = cases_case.department or p.role in ('supervisor', 'hotline') or p.desk = 'window'
          or exists (select from tasks_task t where t.subject = 'case/' || cases_case.id and t.desk = p.desk)))
       or (p.desk = 'window' and left(cases_case.area, 4) = left(p.area, 4))
       or exists (select from tasks_task t where t.subject = 'case/' || cases_case.id and t.desk = p.desk
                  and t.area like p.area || '%'))));
"""
UNDO = """
drop policy held_to_items on cases_case; drop function stand_is_held(); drop function stand_posts_held();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_nobody_decides_his_own"), ("tasks", "0010_of_an_item"), ("openings", "0002_second_wall"),
    ]
    operations = [migrations.RunSQL(HELD, UNDO)]
