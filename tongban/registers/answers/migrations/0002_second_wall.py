"""What somebody answered once is his own: no official reads it, but in the form of a case."""

from django.db import migrations

WALL = """
alter table answers_answer enable row level security;
create policy platform on answers_answer to tongban_worker using (true);
create policy person on answers_answer to tongban_person using (applicant = (select stand('applicant')));
"""
UNDO = """
drop policy person on answers_answer; drop policy platform on answers_answer;
alter table answers_answer disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("answers", "0001_rows"), ("kernel", "0003_roles")]
    operations = [migrations.RunSQL(WALL, UNDO)]
