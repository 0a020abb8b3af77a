"""An assent is the clerk's who looked, and the person's who is asked."""

from django.db import migrations

WALL = """
alter table visits_assent enable row level security;
create policy platform on visits_assent to tongban_worker using (true);
create policy person on visits_assent to tongban_person using (person_id::text = (select stand('who')));
create policy staff on visits_assent to tongban_staff using (official::text = (select stand('who')));
"""
UNDO = """
drop policy staff on visits_assent; drop policy person on visits_assent; drop policy platform on visits_assent;
alter table visits_assent disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0003_assent_by_telephone")]
    operations = [migrations.RunSQL(WALL, UNDO)]
