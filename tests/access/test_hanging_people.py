"""Who sees a mandate, a visit, a concern, what officials keep, an account's: by the second wall alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import ProgrammingError, connection, models, transaction

from tests.access.hanging_people import account, everything
from tests.access.test_hanging import _as_json, seen
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.wall import STAFF, Stand
from tongban.registers.codes import actions as codes
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

VISIT = {"visits_visit", "visits_confirmation", "visits_assent"}
AT_DOOR = {"signin_authenticator", "signin_recoverycode", "signin_device", "signin_sitting", "entrances_link"}
ACCOUNTS = AT_DOOR | {"sso_grant", "sso_visit", "sso_code", "sso_access", "mergers_merger", "signin_passkey"}
HERS = VISIT | ACCOUNTS | {"mandates_mandate", "concerns_concern", "help_help"}
OFFICIALS = {"tasks_view", "tasks_delegation", "approvals_phrase", "tasks_recusal", "openings_opening"}
GUARDS = {"signin_release", "openings_opening"}


@pytest.fixture
def rows() -> dict[str, models.Model]:
    return everything(people.submitted())


def test_each_is_seen_by_whose_it_is_and_by_nobody_else(rows: dict[str, models.Model]) -> None:
    assert set(rows) == HERS | OFFICIALS | GUARDS
    assert seen(rows) == set(rows)
    who = {
        "henainai": HERS, "moyun": {"mandates_mandate"}, "axixi": {"mergers_merger"}, "zhangxiaohe": set(),
        "owner": {"tasks_recusal"}, "LT0003": VISIT | {"mandates_mandate", "tasks_recusal"}, "LT0101": OFFICIALS,
        "LT0102": {"tasks_delegation", "tasks_recusal"}, "LT0702": {"concerns_concern", "tasks_recusal"},
        "LT0701": {"concerns_concern"}, "LT0012": {"tasks_recusal", "openings_opening"}, "LT0005": set(),
        "LT0011": set(), "LT2011": {"signin_release"}, "LT2012": GUARDS | {"signin_sitting"},
        "LT2013": {"openings_opening"},
    }  # fmt: skip
    for name, expected in who.items():
        with wall.behind(people.owner() if name == "owner" else people.actor(name)):
            assert seen(rows) == expected, name
    for stand in (Stand(role="tongban_web"), Stand.of(Actor.nobody())):
        with wall.taken(stand):
            assert not seen(rows)


def test_at_the_door_one_account_one_session_one_link_is_seen_and_nothing_beside(rows: dict[str, models.Model]) -> None:
    for actor in (Actor.nobody(), people.actor("LT0701"), people.actor("zhangxiaohe")):
        beside = {"concerns_concern"} if actor.posts else set()
        with wall.behind(actor):
            for key, opens in {
                f"account/{account('henainai').pk}": AT_DOOR, "session/SESSION1": {"signin_sitting"},
                "subject/SUBJECT1": {"entrances_link"}, "CODE1": {"concerns_concern"},
                "KEY1": {"signin_passkey"},
            }.items():  # fmt: skip
                with wall.shown(key):
                    assert seen(rows) == opens | beside, key
                with wall.shown(f"{key}X", key.partition("/")[2] or "X"):
                    assert seen(rows) == beside, key


def test_a_phrase_of_a_desk_is_its_desks_and_of_nobody_without_a_desk(rows: dict[str, Any]) -> None:
    mine = rows["approvals_phrase"]
    desks = type(mine).objects.create(
        desk="welfare", verdict="agree", text="同意", by_name="a", changed_at=time.now()
    )
    nowhere = [{"desk": "", "department": "civil-affairs", "area": "", "role": "head"}]
    with wall.taken(Stand(STAFF, "official", "x", posts=json.dumps(nowhere))):
        assert not type(mine).objects.exists()
    for desk, found in (("welfare", [desks]), ("food-licensing", [])):
        post = [{"desk": desk, "department": "civil-affairs", "area": "", "role": "reviewer"}]
        with wall.taken(Stand(STAFF, "official", "x", posts=json.dumps(post))):
            assert list(type(mine).objects.all()) == found


def test_who_acts_by_a_mandate_sees_the_code_he_shows_himself_and_not_the_givers_own() -> None:
    hers, agent = people.grandmother(), people.actor("moyun")
    own = codes.open_code(hers)
    shown = type(own).objects.create(holder=hers.applicant, shown_by=agent.principal, opened_at=time.now())
    acting = replace(agent, on_behalf=hers.applicant, items=(people.ALLOWANCE,))
    with wall.behind(acting):
        assert list(type(own).objects.values_list("pk", flat=True)) == [shown.pk]
    with wall.behind(replace(acting, id=people.actor("axixi").id)):
        assert not type(own).objects.exists()


def test_what_an_official_writes_down_for_somebody_unnamed_begins_open(rows: dict[str, Any]) -> None:
    concern = rows["concerns_concern"]
    told = {one.attname: getattr(concern, one.attname) for one in concern._meta.concrete_fields}
    del told["id"]
    told |= {"raiser": "", "raiser_name": "", "code": "CODE2"}
    with wall.behind(people.actor("LT0005")):
        type(concern).objects.create(**told)
        refused = pytest.raises(ProgrammingError, match="row-level security")
        with refused, transaction.atomic():
            type(concern).objects.create(**{**told, "code": "CODE3", "state": "upheld"})


def test_when_the_visit_is_over_the_window_sees_its_visitors_mandates_no_more(rows: dict[str, Any]) -> None:
    type(rows["visits_visit"]).objects.update(ended_at=time.now())
    with wall.behind(people.actor("LT0003")):
        assert "mandates_mandate" not in seen(rows)


def test_a_mandate_between_companies_is_seen_by_members_of_both_until_they_leave(rows: dict[str, Any]) -> None:
    shop, firm = (people.actor(*who).on_behalf.partition("/")[2] for who in
                  (("linwan", "wanwan"), ("zhangxiaohe", "shiguang")))  # fmt: skip
    mandate = rows["mandates_mandate"]
    type(mandate).objects.filter(pk=mandate.pk).update(
        giver=None, taker=None, giver_firm=shop, taker_firm=firm, ground="agency"
    )
    for name in ("linwan", "zhangxiaohe"):
        me = people.actor(name)
        with wall.behind(me):
            assert "mandates_mandate" in seen(rows)
        with connection.cursor() as cursor:
            cursor.execute("update identity_membership set until = '2020-01-01' where person_id = %s", [me.id])
        with wall.behind(replace(me, on_behalf=f"organisation/{shop}")):
            assert "mandates_mandate" not in seen(rows)


def test_nobody_adds_a_row_to_what_is_not_his(rows: dict[str, models.Model]) -> None:
    again = "insert into {0} select (jsonb_populate_record(null::{0}, %s::jsonb)).*"
    said = {table: _as_json(table, row) for table, row in rows.items()}
    for name, who in (("zhangxiaohe", people.actor("zhangxiaohe")), ("LT0005", people.actor("LT0005")),
                      ("nobody", Actor.nobody())):  # fmt: skip
        for table, row in said.items():
            refused = pytest.raises(ProgrammingError, match="row-level security")
            with wall.behind(who), refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(again.format(table), [row])
                pytest.fail(f"{name} wrote into {table}")
