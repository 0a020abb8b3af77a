"""Who sees that something was opened, and what an official may read through it now; what was granted stays granted.

A look must say its purpose: an opening shows nothing on any page but its own. It is for reading: the policies that
other rooms rest on `openings_reach` are for select alone.
"""

from django.db import migrations

WALL = r"""
alter table openings_opening enable row level security;
create policy platform on openings_opening to tongban_worker using (true);
create policy staff on openings_opening to tongban_staff using (
  official = (select stand('who'))
  or exists (select from stand_posts() p where p.role in ('secadmin', 'auditor')
             or (p.role = 'supervisor' and openings_opening.area like p.area || '%')));
create function openings_reach() returns text[] language sql stable as $$
  select case when stand('purpose') = 'opening' and stand('kind') = 'official' then (
    select array_agg(o.subject) from openings_opening o
    where o.official = stand('who') and o.state = 'open' and o.until > statement_timestamp()) end
$$;
create function openings_stay() returns trigger language plpgsql as $$
begin
  if (old.subject, old.holder, old.official, old.ground, old.minutes, old.whole, old.asked_at)
     is distinct from (new.subject, new.holder, new.official, new.ground, new.minutes, new.whole, new.asked_at)
     or (old.second <> '' and old.second <> new.second) or (old.until is not null and old.until <> new.until)
     or (old.finding <> '' and (old.finding, old.reviewer) <> (new.finding, new.reviewer))
     or (old.state in ('ended', 'refused', 'lapsed') and old.state <> new.state) then
    raise exception 'opening_stays: what was asked, granted or found is not changed' using errcode = '23514';
  end if;
  if old.second <> new.second and stand('kind') = 'official' and new.second <> stand('who') then
    raise exception 'opening_stays: nobody grants in another name' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger opening_stays before update on openings_opening for each row execute function openings_stay();
create function openings_kept() returns trigger language plpgsql as $$
begin
  if old.state <> 'asked' then
    raise exception 'opening_stays: it is kept' using errcode = '23514';
  end if;
  return old;
end $$;
create trigger opening_kept before delete on openings_opening for each row execute function openings_kept();
"""
UNDO = """
drop trigger opening_kept on openings_opening; drop function openings_kept();
drop trigger opening_stays on openings_opening; drop function openings_stay();
drop function openings_reach(); drop policy staff on openings_opening; drop policy platform on openings_opening;
alter table openings_opening disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("openings", "0001_openings"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
