"""A card is seen by officials who see its case; it is no word to the applicant."""

from django.db import migrations

WALL = """
alter table supervision_card enable row level security;
create policy platform on supervision_card to tongban_worker using (true);
create policy staff on supervision_card to tongban_staff using (
  exists (select from cases_case c where c.id = case_id));
"""
UNDO = """
drop policy platform on supervision_card;
drop policy staff on supervision_card;
alter table supervision_card disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_cards"), ("cases", "0022_given_is_seen")]
    operations = [migrations.RunSQL(WALL, UNDO)]
