"""A message is its recipient's; text messages with their telephone numbers are the platform's alone."""

from django.db import migrations

WALL = """
alter table inbox_message enable row level security;
alter table inbox_sms enable row level security;
create policy platform on inbox_message to tongban_worker using (true);
create policy platform on inbox_sms to tongban_worker using (true);
create policy person on inbox_message to tongban_person using (recipient = (select stand('applicant')));
"""
UNDO = """
drop policy person on inbox_message; drop policy platform on inbox_message; drop policy platform on inbox_sms;
alter table inbox_message disable row level security; alter table inbox_sms disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_rows"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
