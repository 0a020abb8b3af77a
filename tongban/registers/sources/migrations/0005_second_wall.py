"""What was used of somebody's data, and his word on it, is his own; the room of cases adds what hangs on a case."""

from django.db import migrations

WALL = """
alter table sources_authorisation enable row level security;
create policy platform on sources_authorisation to tongban_worker using (true);
create policy person on sources_authorisation to tongban_person using (
  holder = (select stand('applicant')));
alter table sources_use enable row level security;
create policy platform on sources_use to tongban_worker using (true);
create policy person on sources_use to tongban_person using (
  holder = (select stand('applicant')));
alter table sources_answer enable row level security;
create policy platform on sources_answer to tongban_worker using (true);
create policy person on sources_answer to tongban_person using (
  subject = (select 'person/' || stand('who')));
"""
UNDO = """
drop policy platform on sources_authorisation;
drop policy person on sources_authorisation;
alter table sources_authorisation disable row level security;
drop policy platform on sources_use;
drop policy person on sources_use;
alter table sources_use disable row level security;
drop policy platform on sources_answer;
drop policy person on sources_answer;
alter table sources_answer disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_sealed_words"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
