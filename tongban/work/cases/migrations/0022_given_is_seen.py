"""What a case gave is seen by who sees the case: a registration's licence is held by the body it brought into being."""

from django.db import migrations

GIVEN = r"""
create policy given_to_{0} on licences_licence for select to tongban_{0} using (
  case when source ~ '^case/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$'
  then exists (select from cases_case c where c.id = substr(source, 6)::uuid) else false end);
"""
UNDO = "drop policy given_to_person on licences_licence; drop policy given_to_staff on licences_licence;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_sealed_findings"), ("licences", "0005_sealed_words")]
    operations = [migrations.RunSQL(GIVEN.format("person") + GIVEN.format("staff"), UNDO)]
