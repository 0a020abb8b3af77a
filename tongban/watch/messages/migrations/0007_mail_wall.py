"""An address is its owner's; e-mails on their way are the platform's alone."""

from django.db import migrations

WALL = """
alter table inbox_mailbox enable row level security;
alter table inbox_mail enable row level security;
create policy platform on inbox_mailbox to tongban_worker using (true);
create policy platform on inbox_mail to tongban_worker using (true);
create policy person on inbox_mailbox to tongban_person using (recipient = (select stand('applicant')));
"""
UNDO = """
drop policy person on inbox_mailbox; drop policy platform on inbox_mailbox; drop policy platform on inbox_mail;
alter table inbox_mailbox disable row level security; alter table inbox_mail disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("inbox", "0006_mail")]
    operations = [migrations.RunSQL(WALL, UNDO)]
