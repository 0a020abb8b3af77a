"""What was opened to an official by a second person (紧急查阅) he may read, for that purpose and while it is open.

For select alone: he changes nothing. A person's opening shows which cases are hers; the page shows no more of them.
"""

from django.db import migrations

OPENED = """
create policy opened on cases_case for select to tongban_staff using (state <> 'draft' and (
  'case/' || id = any ((select openings_reach())::text[]) or applicant = any ((select openings_reach())::text[])));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_signatures"), ("openings", "0002_second_wall")]
    operations = [migrations.RunSQL(OPENED, "drop policy opened on cases_case;")]
