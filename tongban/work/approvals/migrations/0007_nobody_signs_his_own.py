"""An official who is a party to a case signs no opinion on it (回避)."""

from django.db import migrations

OWN = """
create function approvals_not_ones_own() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from cases_case c where c.id = new.case_id and cases_party(new.official, c.applicant, c.handler)) then
    raise exception 'nobody_signs_his_own: an official is a party to case %', new.case_id;
  end if;
  return new;
end $$;
create trigger nobody_signs_his_own before insert on approvals_opinion
  for each row execute function approvals_not_ones_own();
"""
UNDO = "drop trigger nobody_signs_his_own on approvals_opinion; drop function approvals_not_ones_own();"


class Migration(migrations.Migration):
    dependencies = [("approvals", "0006_wall_of_phrases"), ("cases", "0031_nobody_decides_his_own")]
    operations = [migrations.RunSQL(OWN, UNDO)]
