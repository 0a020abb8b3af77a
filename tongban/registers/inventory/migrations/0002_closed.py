"""A version never changes and never goes."""

from django.db import migrations

CLOSE = """
create function inventory_version_closed() returns trigger language plpgsql as $$
begin
  raise exception 'versions of the inventory are kept as they were written: % refused', lower(tg_op)
    using errcode = '42501';
end $$;
create trigger closed before update or delete on inventory_version
  for each row execute function inventory_version_closed();
"""
OPEN = "drop trigger closed on inventory_version; drop function inventory_version_closed();"


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_inventory")]
    operations = [migrations.RunSQL(CLOSE, OPEN)]
