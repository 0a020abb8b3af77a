"""Opinions are seen by who sees the case; what officials ask each other, and who looks, by officials alone."""

from django.db import migrations

WALL = """
alter table approvals_opinion enable row level security;
create policy platform on approvals_opinion to tongban_worker using (true);
create policy person on approvals_opinion to tongban_person using (
  exists (select from cases_case c where c.id = case_id));
create policy staff on approvals_opinion to tongban_staff using (
  exists (select from cases_case c where c.id = case_id));
alter table approvals_consultation enable row level security;
create policy platform on approvals_consultation to tongban_worker using (true);
create policy staff on approvals_consultation to tongban_staff using (
  exists (select from cases_case c where c.id = case_id));
alter table approvals_viewer enable row level security;
create policy platform on approvals_viewer to tongban_worker using (true);
create policy staff on approvals_viewer to tongban_staff using (
  exists (select from cases_case c where c.id = case_id));
"""
UNDO = """
drop policy platform on approvals_opinion;
drop policy person on approvals_opinion;
drop policy staff on approvals_opinion;
alter table approvals_opinion disable row level security;
drop policy platform on approvals_consultation;
drop policy staff on approvals_consultation;
alter table approvals_consultation disable row level security;
drop policy platform on approvals_viewer;
drop policy staff on approvals_viewer;
alter table approvals_viewer disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0004_signed_stays_signed"), ("cases", "0022_given_is_seen")]
    operations = [migrations.RunSQL(WALL, UNDO)]
