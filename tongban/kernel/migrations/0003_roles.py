"""The roles behind which rows are looked at: two that sign in (web, worker), two that a request takes (person, staff).

Roles belong to the whole server, not to one database: who may not create them finds the words in deploy/roles.sql.
"""

from django.db import migrations

ROLES = """
do $$
declare
  one record;
begin
  for one in select * from (values ('tongban_person', 'nologin'), ('tongban_staff', 'nologin'),
                                   ('tongban_worker', 'login'), ('tongban_web', 'login')) as r(name, may) loop
    if not exists (select from pg_roles where rolname = one.name) then
      begin
        execute format('create role %I %s noinherit', one.name, one.may);
      exception
        when duplicate_object or unique_violation then null;  -- another database of this server was quicker
        when insufficient_privilege then
          raise exception 'the role % is missing; let the server''s administrator run deploy/roles.sql', one.name;
      end;
    end if;
  end loop;
  foreach one.name in array array['tongban_person', 'tongban_staff', 'tongban_worker'] loop
    if not pg_has_role('tongban_web', one.name, 'member') then
      begin
        execute format('grant %I to tongban_web', one.name);
      exception when unique_violation then null;
      end;
    end if;
  end loop;
end $$;
"""

GRANTS = """
grant usage on schema public to tongban_web, tongban_worker, tongban_person, tongban_staff;
grant select, insert, update, delete on all tables in schema public
  to tongban_web, tongban_worker, tongban_person, tongban_staff;
grant usage, select, update on all sequences in schema public
  to tongban_web, tongban_worker, tongban_person, tongban_staff;
alter default privileges in schema public grant select, insert, update, delete on tables
  to tongban_web, tongban_worker, tongban_person, tongban_staff;
alter default privileges in schema public grant usage, select, update on sequences
  to tongban_web, tongban_worker, tongban_person, tongban_staff;
"""

# What a policy asks about who looks; each is asked once a statement where it stands in a sub-select of its own.
QUESTIONS = """
create function stand(name text) returns text language sql stable parallel safe
  return nullif(current_setting('tongban.' || name, true), '');
create function stand_list(name text) returns text[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('tongban.' || name, true), ''), ',');
create function stand_posts() returns table (desk text, department text, area text, role text)
  language sql stable parallel safe as $$
  select p.desk, p.department, p.area, p.role from jsonb_to_recordset(coalesce(stand('posts'), '[]')::jsonb)
    as p(desk text, department text, area text, role text)
$$;
"""

UNDO = """
drop function stand_posts(); drop function stand_list(text); drop function stand(text);
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_void")]
    operations = [migrations.RunSQL(ROLES + GRANTS + QUESTIONS, UNDO)]
