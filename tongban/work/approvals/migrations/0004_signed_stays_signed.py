"""What somebody signed stays as he signed it: an opinion may be sent back, and nothing else of it changes."""

from django.db import migrations

GUARD = """
create function approvals_signed() returns trigger language plpgsql as $$
begin
  raise exception 'an opinion is never changed, only sent back: % refused', old.id using errcode = '42501';
end $$;
create trigger signed_stays_signed before update on approvals_opinion for each row
  when ((old.id, old.case_id, old.step, old.official, old.official_name, old.department, old.role, old.verdict, old.text,
         old.law, old.second_officer, old.signed_at, old.behalf_of)
        is distinct from
        (new.id, new.case_id, new.step, new.official, new.official_name, new.department, new.role, new.verdict, new.text,
         new.law, new.second_officer, new.signed_at, new.behalf_of))
  execute function approvals_signed();
"""
UNDO = "drop trigger signed_stays_signed on approvals_opinion; drop function approvals_signed();"


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_experts")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
