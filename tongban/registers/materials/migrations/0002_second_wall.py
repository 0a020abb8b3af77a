"""A document is its holder's. Who acts by a mandate that withholds earlier documents sees his own only."""

from django.db import migrations

WALL = """
alter table materials_material enable row level security;
create policy platform on materials_material to tongban_worker using (true);
create policy person on materials_material to tongban_person using (
  holder = (select stand('applicant'))
  and ((select stand('items')) is null or (select stand('documents')) is not null
       or kept_by = (select 'person/' || stand('who'))));
"""
UNDO = """
drop policy person on materials_material; drop policy platform on materials_material;
alter table materials_material disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("materials", "0001_rows"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
