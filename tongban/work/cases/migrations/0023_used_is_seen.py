"""What was asked of others for a case, and agreed to for it, is seen by who sees the case."""

from django.db import migrations

TABLES = ("sources_answer", "sources_authorisation")
USED = r"""
create policy case_to_{0} on {1} to tongban_{0} using (
  case when subject ~ '^case/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$'
  then exists (select from cases_case c where c.id = substr(subject, 6)::uuid) else false end);
"""
UNDO = "drop policy case_to_{0} on {1};"


def both(text: str) -> str:
    return "".join(text.format(who, table) for who in ("person", "staff") for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_given_is_seen"), ("sources", "0005_second_wall")]
    operations = [migrations.RunSQL(both(USED), both(UNDO))]
