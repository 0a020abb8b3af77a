"""An official who is a party to a case neither sees it from his desk, nor accepts, examines or decides it (回避)."""

from django.db import migrations

OWN = """
create function organisations_of_oneself() returns text[] language sql stable as $$
  select coalesce(array_agg('organisation/' || organisation_id), '{}') from identity_membership
  where 'person/' || person_id = stand('oneself')
    and (until is null or until >= (now() at time zone 'Asia/Shanghai')::date)
$$;
create policy not_ones_own on cases_case as restrictive to tongban_staff using (
  (select stand('oneself')) is null
  or (applicant <> (select stand('oneself')) and handler <> (select stand('oneself'))
      and applicant <> all ((select organisations_of_oneself())::text[])));
create function cases_party(official text, of_applicant text, of_handler text) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from identity_official o where o.id::text = official and o.person_id is not null and (
    'person/' || o.person_id in (of_applicant, of_handler)
    or exists (select from identity_membership m where m.person_id = o.person_id
               and 'organisation/' || m.organisation_id = of_applicant
               and (m.until is null or m.until >= (now() at time zone 'Asia/Shanghai')::date))
    or exists (select from mandates_mandate g where g.ended_at is null
               and (g.taker_id = o.person_id or exists (
                 select from identity_membership f where f.organisation_id = g.taker_firm_id
                 and f.person_id = o.person_id
                 and (f.until is null or f.until >= (now() at time zone 'Asia/Shanghai')::date)))
               and g.confirmed_at is not null and g.until >= (now() at time zone 'Asia/Shanghai')::date
               and of_applicant in ('person/' || g.giver_id, 'organisation/' || g.giver_firm_id))))
$$;
create function cases_not_ones_own() returns trigger language plpgsql as $$
begin
  if cases_party(new.accepted_by, new.applicant, new.handler)
     or cases_party(new.signed_first, new.applicant, new.handler)
     or cases_party(new.signed_last, new.applicant, new.handler) then
    raise exception 'nobody_decides_his_own: an official is a party to case %', new.id;
  end if;
  return new;
end $$;
create trigger nobody_decides_his_own before update of accepted_by, signed_first, signed_last on cases_case
  for each row when (new.accepted_by <> old.accepted_by or new.signed_first <> old.signed_first
                     or new.signed_last <> old.signed_last)
  execute function cases_not_ones_own();
"""
UNDO = """
drop trigger nobody_decides_his_own on cases_case; drop function cases_not_ones_own();
drop function cases_party(text, text, text);
drop policy not_ones_own on cases_case; drop function organisations_of_oneself();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0030_who_wrote"), ("identity", "0013_who_he_is"), ("mandates", "0005_grants"),
    ]
    operations = [migrations.RunSQL(OWN, UNDO)]
