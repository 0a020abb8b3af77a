"""What an edition says cannot be changed, nor can an edition be deleted; only its end may be set, once."""

from django.db import migrations

CLOSE = """
create function catalogue_edition_closed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'editions are kept for ever: delete refused' using errcode = '42501';
  end if;
  if (to_jsonb(new) - 'in_force_to') is distinct from (to_jsonb(old) - 'in_force_to')
     or (old.in_force_to is not null and new.in_force_to is distinct from old.in_force_to) then
    raise exception 'an edition never changes: update refused' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger closed before update or delete on catalogue_edition for each row execute function catalogue_edition_closed();
"""
OPEN = "drop trigger closed on catalogue_edition; drop function catalogue_edition_closed();"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_items")]
    operations = [migrations.RunSQL(CLOSE, OPEN)]
