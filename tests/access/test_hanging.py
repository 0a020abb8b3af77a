"""Whatever says whose it is, or hangs on a case: who sees it by the second wall alone, table by table, way by way."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import ProgrammingError, connection, models, transaction

from tests.access.hanging import ELSEWHERE, everything
from tests.access.test_rows import WALLED
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.wall import STAFF, Stand
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

OF_CASE = {  # seen by officials who see the case
    "cases_case", "cases_casematerial", "cases_correction", "cases_gap", "cases_hearing", "cases_notice",
    "cases_overruling", "cases_pause", "cases_prereview", "cases_signature", "cases_unmasking", "letters_letter",
    "approvals_opinion", "approvals_consultation", "approvals_viewer", "ratings_invitation", "ratings_rating",
    "rulings_ruling", "rulings_sample", "rulings_review", "supervision_card", "undertakings_undertaking",
    "sources_answer", "sources_authorisation", "objections_objection", "packages_run", "packages_runmaterial",
    "packages_branch",
}  # fmt: skip
OF_HOLDER = {  # seen by whose it is
    "codes_code", "codes_batch", "codes_scan", "credentials_showing", "credentials_datarequest", "credit_bar",
    "credit_entry", "favourites_favourite", "inbox_preference", "sources_use", "handovers_handover", "answers_answer",
    "materials_material", "inbox_message", "inbox_mailbox", "licences_decision",
}  # fmt: skip
INSIDE = {"approvals_consultation", "approvals_viewer", "supervision_card"}  # said among officials
OWN_DOING = {"codes_code", "codes_batch", "codes_scan", "credentials_datarequest"}  # what LT0101 scanned and asked for
ISSUED = {"licences_decision"}  # seen with its licence: by who issued that, and by who sees a case it is in


@pytest.fixture
def rows() -> dict[str, models.Model]:
    return everything(people.closed())


def seen(rows: dict[str, models.Model]) -> set[str]:
    return {table for table, row in rows.items() if type(row)._base_manager.filter(pk=row.pk).exists()}  # type: ignore[attr-defined]


def test_each_is_seen_by_whose_it_is_and_by_who_sees_the_case_and_by_nobody_else(rows: dict[str, models.Model]) -> None:
    assert set(rows) == OF_CASE | OF_HOLDER
    assert set(rows) <= WALLED
    assert seen(rows) == set(rows)
    who = {
        "owner": (OF_CASE | OF_HOLDER) - INSIDE, "LT0101": OF_CASE | OWN_DOING | ISSUED, "LT0102": OF_CASE | ISSUED,
        "LT0012": OF_CASE | ISSUED, "LT0003": OF_CASE | ISSUED, "LT0701": set(), "LT0702": set(), "LT0005": set(),
        "LT0011": set(), "LT0015": set(), "henainai": set(), "axixi": {"sources_authorisation"},
    }  # fmt: skip
    for account, expected in who.items():
        with wall.behind(people.owner() if account == "owner" else people.actor(account)):
            assert seen(rows) == expected, account
    for stand in (Stand(role="tongban_web"), Stand.of(Actor.nobody())):
        with wall.taken(stand):
            assert not seen(rows)


def test_a_mandate_opens_the_cases_of_its_items_and_nothing_of_other_items(rows: dict[str, models.Model]) -> None:
    other = replace(people.owner(), items=("old-age-allowance",))
    with wall.behind(other):
        assert not seen(rows) & (OF_CASE | {"handovers_handover"})
    with wall.behind(replace(people.owner(), items=(people.FOOD,))):
        runs = {"packages_run", "packages_runmaterial", "packages_branch"}  # an item of its own
        assert seen(rows) & OF_CASE == OF_CASE - INSIDE - runs


def test_what_is_shown_opens_the_row_that_carries_it(rows: dict[str, models.Model]) -> None:
    """The link of a rating, a code, a number, a place in the list, a digest, whose credit is asked."""
    row: Any = rows
    keys = {
        "ratings_invitation": row["ratings_invitation"].token, "handovers_handover": "DIGEST1",
        "credentials_showing": row["credentials_showing"].code, "credit_bar": row["credit_bar"].holder,
        "credit_entry": row["credit_entry"].holder, "codes_code": row["codes_code"].handle, "codes_scan": "NUMBER1",
    }  # fmt: skip
    for account in ("henainai", "LT0701"):
        with wall.behind(people.actor(account)):
            for table, key in keys.items():
                with wall.shown(key):
                    opens = table in seen(rows) or (account == "henainai" and table.startswith("codes_"))
                    assert opens, (account, table)
                with wall.shown(f"{key}X"):
                    assert not seen(rows)
            with wall.shown("status/77"):
                assert "credentials_showing" in seen(rows)
            with wall.shown(str(row["ratings_invitation"].case_id)):
                assert "ratings_rating" in seen(rows)


def test_a_desk_sees_what_lies_on_it_and_nothing_beside(rows: dict[str, models.Model]) -> None:
    def stand(area: str) -> Stand:
        posts = [{"desk": ELSEWHERE, "department": "nobody", "area": area, "role": "reviewer"}]
        return Stand(STAFF, "official", "x", posts=json.dumps(posts))

    with wall.taken(stand("999001")):
        assert seen(rows) == {
            "undertakings_undertaking", "objections_objection", "rulings_ruling", "rulings_sample", "rulings_review"
        }  # fmt: skip
    with wall.taken(stand("999002")):
        assert not seen(rows)
    posts = [{"desk": "d", "department": "transport", "area": "", "role": "head"}]
    with wall.taken(Stand(STAFF, "official", "x", posts=json.dumps(posts))):
        assert seen(rows) == {"credit_bar"}  # of the department that imposed it


def test_a_draft_and_its_run_are_no_official_s(rows: dict[str, models.Model]) -> None:
    Case.objects.filter(pk=rows["ratings_rating"].case_id).update(state="draft")  # type: ignore[attr-defined]
    for account in ("LT0101", "LT0012", "LT0003"):
        with wall.behind(people.actor(account)):
            assert not seen(rows) - OWN_DOING - ISSUED, account


def test_nobody_adds_a_row_to_what_is_not_his(rows: dict[str, models.Model]) -> None:
    """The same row once more, as somebody who has nothing to do with it: refused before twins are looked for."""
    again = "insert into {0} select (jsonb_populate_record(null::{0}, %s::jsonb)).*"
    said = {table: _as_json(table, row) for table, row in rows.items()}
    for account in ("henainai", "LT0701"):
        for table, row in said.items():
            refused = pytest.raises(ProgrammingError, match="row-level security")
            with wall.behind(people.actor(account)), refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(again.format(table), [row])
                pytest.fail(f"{account} wrote into {table}")


def _as_json(table: str, row: models.Model) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(t)::text from {table} t where {row._meta.pk.column} = %s", [row.pk])
        return str(cursor.fetchone()[0])
