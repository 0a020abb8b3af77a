"""Three administrators, none of whom holds another post (三员分立): refused by the database, whoever asks."""

from django.db import migrations, models

ROLES = [
    "approver", "auditor", "automatic", "clerk", "expert", "head", "hotline", "operator", "reviewer", "secadmin",
    "supervisor", "sysadmin",
]

APART = """
create function identity_powers_apart() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.official_id::text, 12));
  if exists (
    select from identity_holding h
    where h.official_id = new.official_id and h.id <> new.id and h.role <> new.role
      and (h.role in ('sysadmin', 'secadmin', 'auditor') or new.role in ('sysadmin', 'secadmin', 'auditor'))
      and daterange(h.since, h.until, '[]') && daterange(new.since, new.until, '[]')
  ) then
    raise exception 'three_administrators: an administrator holds no other post' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger three_administrators before insert or update on identity_holding
  for each row execute function identity_powers_apart();
"""
UNDO = "drop trigger three_administrators on identity_holding; drop function identity_powers_apart();"


class Migration(migrations.Migration):
    dependencies = [("identity", "0005_sealed_words")]
    operations = [
        migrations.RemoveConstraint(model_name="holding", name="holding_role"),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.CheckConstraint(condition=models.Q(("role__in", ROLES)), name="holding_role"),
        ),
        migrations.RunSQL(APART, UNDO),
    ]
