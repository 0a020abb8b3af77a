"""Who administers the platform sees no case by that, whatever his department decides."""

from django.db import migrations

REACH = r"""
create or replace function cases_reach() returns text[] language sql stable as $$
  select array_agg(one) from (
    select replace(department, '_', '\_') || '/' || area || '%' from stand_posts()
    where department <> '' and role not in ('sysadmin', 'secadmin', 'auditor')
    union
    select '%/' || area || '%' from stand_posts()
    where role in ('supervisor', 'hotline') or (role = 'clerk' and desk = 'window')
  ) as reach(one)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_accepted_by"), ("identity", "0006_three_administrators")]
    operations = [migrations.RunSQL(REACH, migrations.RunSQL.noop)]
