"""A company's own systems read what is the company's, with a token that it makes, sees used, and ends at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser, key_in
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.identity import actions, queries
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.identity.kinds import TOKEN_SCOPES
from tongban.registers.identity.models import Client as System
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture(scope="module")
def lived(lasting: None) -> tuple[Case, Case]:
    """The noodle shop's, decided and its licence issued; and one of somebody else."""
    return people.closed(), people.submitted(people.ALLOWANCE)


SYSTEM = Actor.system()


def firm() -> str:
    return people.owner().on_behalf.removeprefix("organisation/")


def made(scopes: Any = TOKEN_SCOPES, days: int = 30, name: str = "财务系统") -> tuple[Any, Client]:
    until = time.today() + timedelta(days=days)
    row, token = actions.make_token(people.owner(), firm(), name, list(scopes), until)
    return row, Client(raise_request_exception=False, headers={"authorization": f"Bearer {token}"})


def test_its_system_reads_the_companys_cases_and_licences_and_nobody_elses(lived: tuple[Case, Case]) -> None:
    closed, others = lived
    _, system = made()
    found = system.get("/api/v1/own/cases").json()
    assert [one["number"] for one in found["cases"]] == [closed.number]
    assert found["cases"][0]["state_zh"] == "已办结"
    assert "data" not in system.get(f"/api/v1/own/cases/{closed.number}").json()
    assert system.get(f"/api/v1/own/cases/{others.number}").status_code == 404
    assert system.get("/api/v1/own/cases/LT-20200101-000001").json()["detail"] == (
        system.get(f"/api/v1/own/cases/{others.number}").json()["detail"]
    )
    licences = system.get("/api/v1/own/licences").json()["licences"]
    assert "食品经营许可证" in {one["title"] for one in licences}
    assert system.get("/api/v1/cases").status_code == 403  # a department's address


def test_the_database_shows_its_system_the_companys_rows_only(lived: tuple[Case, Case]) -> None:
    closed, others = lived
    _, token = actions.make_token(people.owner(), firm(), "财务系统", list(TOKEN_SCOPES), time.today())
    actor = queries.client_for(token)
    assert actor is not None
    with wall.behind(actor):
        assert set(Case.objects.values_list("pk", flat=True)) == {closed.pk}
        assert not Case.objects.filter(pk=others.pk).exists()


def test_pages_follow_each_other_and_a_token_of_one_scope_reads_that_alone(lived: Any) -> None:
    _, system = made(["own-licences:read"])
    whole = system.get("/api/v1/own/licences").json()["licences"]
    seen, after = [], ""
    while True:
        page = system.get("/api/v1/own/licences", {"limit": 1, "after": after}).json()
        seen += page["licences"]
        if not (after := page["next"]):
            break
    assert seen == whole
    assert len(whole) > 1
    refused = system.get("/api/v1/own/cases")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-needed")


def test_every_use_stands_in_the_companys_list_and_an_ended_token_is_none_at_once(lived: Any) -> None:
    closed = lived[0]
    row, system = made()
    system.get("/api/v1/own/cases")
    system.get(f"/api/v1/own/cases/{closed.number}")
    mine = browser("linwan", people.owner().on_behalf)
    uses = mine.get(f"/biz/tokens/{row.pk}/").context["uses"]
    assert [(one.said, one.about) for one in uses] == [("读取本单位的办件", closed.number), ("读取本单位的办件", "")]
    mine.post(f"/biz/tokens/{row.pk}/end/", {"key": key_in(mine.get("/biz/tokens/"))})
    assert system.get("/api/v1/own/cases").status_code == 401
    assert "已停用" in mine.get("/biz/tokens/").content.decode()


def test_a_token_counts_through_its_last_day() -> None:
    _, system = made(days=0)
    assert system.get("/api/v1/own/cases").status_code == 200
    System.objects.update(until=time.today() - timedelta(days=1))
    assert system.get("/api/v1/own/cases").status_code == 401


def test_it_is_shown_once_on_the_page_and_kept_as_a_digest() -> None:
    mine = browser("linwan", people.owner().on_behalf)
    said = {"name": "财务系统", "scopes": list(TOKEN_SCOPES), "until": time.today().isoformat()}
    said["key"] = key_in(mine.get("/biz/tokens/"))
    shown = mine.post("/biz/tokens/", said)
    token = shown.context["token"]
    assert shown.headers["Cache-Control"] == "no-store, private"
    assert queries.client_for(token) is not None
    assert mine.post("/biz/tokens/", said).status_code == 302  # sent twice: nothing new, and not shown again
    assert System.objects.filter(organisation=firm()).count() == 1
    assert token not in mine.get("/biz/tokens/").content.decode()
    assert token not in str(System.objects.filter(organisation=firm()).values())


def test_only_who_represents_or_administers_it_makes_or_ends_one() -> None:
    row, _ = made()
    until = time.today()
    stranger = people.actor("henainai").with_proof()
    with pytest.raises(NotAllowed):
        actions.make_token(stranger, firm(), "财务系统", list(TOKEN_SCOPES), until)
    with pytest.raises(NotAllowed):
        actions.end_token(stranger, firm(), row.pk)
    other = browser("zhangxiaohe")
    assert other.get(f"/biz/tokens/{row.pk}/").status_code == 404
    with pytest.raises(NotRegistered):
        queries.token_of("00000000-0000-7000-8000-000000000000", row.pk)
    department = System.objects.filter(organisation=None).first() or actions.add_client(SYSTEM, "大屏", [])[0]
    with pytest.raises(NotRegistered):
        queries.token_of("", department.pk)


@pytest.mark.parametrize(
    ("scopes", "days", "name"),
    [([], 1, "系统"), (["cases:read"], 1, "系统"), (["own-cases:read"], 400, "系统"), (["own-cases:read"], -1, "系统"),
     (["own-cases:read"], 1, "")],
)  # fmt: skip
def test_what_cannot_be_granted_is_said_in_a_sentence(scopes: list[str], days: int, name: str) -> None:
    with pytest.raises(Invalid) as told:
        made(scopes, days, name)
    assert told.value.sentence.endswith("。")
