"""What somebody said is wrong is his, who holds its code's, and the desk's that answers; anybody may say something."""

from django.db import migrations

WALL = """
alter table concerns_concern enable row level security;
create policy platform on concerns_concern to tongban_worker using (true);
create policy person on concerns_concern to tongban_person using (
  raiser = (select stand('applicant')) or code = any ((select stand_list('keys'))::text[]))
  with check (raiser = coalesce((select stand('applicant')), ''));
create policy staff on concerns_concern to tongban_staff using (
  desk || '/' || area like any ((select cases_desks())::text[])
  or code = any ((select stand_list('keys'))::text[]));
create policy staff_says on concerns_concern for insert to tongban_staff with check (raiser = '' and state = 'open');
"""
UNDO = """
drop policy staff_says on concerns_concern; drop policy staff on concerns_concern;
drop policy person on concerns_concern; drop policy platform on concerns_concern;
alter table concerns_concern disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0002_sealed_words"), ("cases", "0016_second_wall")]
    operations = [migrations.RunSQL(WALL, UNDO)]
