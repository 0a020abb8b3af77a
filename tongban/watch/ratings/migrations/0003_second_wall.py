"""A rating is seen by who sees its case; an invitation also by whoever holds its link."""

from django.db import migrations

WALL = """
alter table ratings_invitation enable row level security;
create policy platform on ratings_invitation to tongban_worker using (true);
create policy person on ratings_invitation to tongban_person using (
  exists (select from cases_case c where c.id = case_id)
  or token = any ((select stand_list('keys'))::text[]));
create policy staff on ratings_invitation to tongban_staff using (
  exists (select from cases_case c where c.id = case_id)
  or token = any ((select stand_list('keys'))::text[]));
alter table ratings_rating enable row level security;
create policy platform on ratings_rating to tongban_worker using (true);
create policy person on ratings_rating to tongban_person using (
  exists (select from cases_case c where c.id = case_id));
create policy staff on ratings_rating to tongban_staff using (
  exists (select from cases_case c where c.id = case_id));
"""
UNDO = """
drop policy platform on ratings_invitation;
drop policy person on ratings_invitation;
drop policy staff on ratings_invitation;
alter table ratings_invitation disable row level security;
drop policy platform on ratings_rating;
drop policy person on ratings_rating;
drop policy staff on ratings_rating;
alter table ratings_rating disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("ratings", "0002_sealed_words"), ("cases", "0022_given_is_seen")]
    operations = [migrations.RunSQL(WALL, UNDO)]
