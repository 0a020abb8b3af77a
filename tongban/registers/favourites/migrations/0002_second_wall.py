"""What somebody keeps to find it again is his own."""

from django.db import migrations

WALL = """
alter table favourites_favourite enable row level security;
create policy platform on favourites_favourite to tongban_worker using (true);
create policy person on favourites_favourite to tongban_person using (
  holder = (select stand('applicant')));
"""
UNDO = """
drop policy platform on favourites_favourite;
drop policy person on favourites_favourite;
alter table favourites_favourite disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("favourites", "0001_rows"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
