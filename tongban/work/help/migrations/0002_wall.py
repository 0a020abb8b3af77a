"""Help is the applicant's and the helper's; a call is seen by the helpers of its area, a code by who holds it."""

from django.db import migrations

WALL = """
alter table help_help enable row level security;
create policy platform on help_help to tongban_worker using (true);
create policy person on help_help to tongban_person using (
  (applicant = (select stand('applicant'))
   and ((select stand('items')) is null or item = any ((select stand_list('items'))::text[])))
  or helper = 'person/' || (select stand('who'))
  or digest = any ((select stand_list('keys'))::text[]));
create policy staff on help_help to tongban_staff using (
  helper = 'official/' || (select stand('who'))
  or (way = 'city' and helper = '' and ended_at is null and exists (
        select from stand_posts() p where p.desk = 'help' and p.role = 'clerk' and area like p.area || '%')));
"""
UNDO = """
drop policy staff on help_help; drop policy person on help_help; drop policy platform on help_help;
alter table help_help disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("help", "0001_helping"), ("packages", "0007_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
