"""A phrase is its official's own, or the desk's."""

from django.db import migrations

WALL = """
alter table approvals_phrase enable row level security;
create policy platform on approvals_phrase to tongban_worker using (true);
create policy staff on approvals_phrase to tongban_staff using (
  official = (select stand('who'))
  or (desk <> '' and desk = any (array(select p.desk from stand_posts() p))));
"""
UNDO = """
drop policy staff on approvals_phrase; drop policy platform on approvals_phrase;
alter table approvals_phrase disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0005_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
