"""A call for help is shown to the desk of its own area: the name of the column meant the post's, and so every area's."""

from django.db import migrations

POLICY = """
drop policy staff on help_help;
create policy staff on help_help to tongban_staff using (
  helper = 'official/' || (select stand('who'))
  or (way = 'city' and helper = '' and ended_at is null and exists (
        select from stand_posts() p
        where p.desk = 'help' and p.role = 'clerk' and help_help.area like p.area || '%')));
"""


class Migration(migrations.Migration):
    dependencies = [("help", "0002_wall")]
    operations = [migrations.RunSQL(POLICY, migrations.RunSQL.noop)]
