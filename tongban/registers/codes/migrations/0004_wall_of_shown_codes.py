"""Who shows another's code sees the code he shows, and not the one its holder shows himself."""

from django.db import migrations

WALL = """
drop policy person on codes_code;
create policy person on codes_code to tongban_person using (
  holder = (select stand('applicant'))
  and ((select stand('items')) is null or holder not like 'person/%'
       or shown_by = (select 'person/' || stand('who'))));
"""
UNDO = """
drop policy person on codes_code;
create policy person on codes_code to tongban_person using (
  holder = (select stand('applicant')));
"""


class Migration(migrations.Migration):
    dependencies = [("codes", "0003_shown_for_another"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
