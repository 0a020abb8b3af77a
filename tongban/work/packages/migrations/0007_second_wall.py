"""A run is its applicant's, and seen by officials who see one of its cases; so is what hangs on it."""

from django.db import migrations

RUNS = """
create function packages_cases_of(run uuid) returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select array_agg(case_id) from packages_branch where run_id = run and case_id is not null
$$;
alter table packages_run enable row level security;
create policy platform on packages_run to tongban_worker using (true);
create policy person on packages_run to tongban_person using (
  applicant = (select stand('applicant'))
  and ((select stand('items')) is null or item_code = any ((select stand_list('items'))::text[])));
create policy staff on packages_run to tongban_staff using (
  state <> 'draft' and exists (select from cases_case c where c.id = any (packages_cases_of(packages_run.id))));
"""
HANGS = """
alter table packages_{0} enable row level security;
create policy platform on packages_{0} to tongban_worker using (true);
create policy person on packages_{0} to tongban_person using (exists (select from packages_run r where r.id = run_id));
create policy staff on packages_{0} to tongban_staff using (exists (select from packages_run r where r.id = run_id));
"""
HANGING = ("branch", "runmaterial")
TABLES = ("sources_answer", "sources_authorisation")
USED = r"""
create policy run_to_{0} on {1} to tongban_{0} using (
  case when subject ~ '^run/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$'
  then exists (select from packages_run c where c.id = substr(subject, 5)::uuid) else false end);
"""
UNDO = "drop policy run_to_{0} on {1};"


def both(text: str) -> str:
    return "".join(text.format(who, table) for who in ("person", "staff") for table in TABLES)


WALL = RUNS + "".join(HANGS.format(table) for table in HANGING) + both(USED)
UNWALL = (
    both(UNDO)
    + "".join(
        f"drop policy {name} on packages_{table}; "
        for table in ("run", *HANGING) for name in ("platform", "person", "staff")
    )
    + "".join(f"alter table packages_{table} disable row level security; " for table in ("run", *HANGING))
    + "drop function packages_cases_of(uuid);"
)


class Migration(migrations.Migration):
    dependencies = [
        ("packages", "0006_sealed_words"), ("cases", "0022_given_is_seen"), ("sources", "0005_second_wall"),
    ]
    operations = [migrations.RunSQL(WALL, UNWALL)]
