"""An agency's operators act for its clients as far as each client said, and no click longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.doors.parts import channels
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, NotYours
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotEmpowered, NotYourMandate
from tongban.registers.ledger import queries as ledger
from tongban.registers.mandates import actions, queries
from tongban.registers.mandates.errors import NoSuchMandate
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as held
from tools import people as town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
AREA = "999001"
SYSTEM = Actor.system()
OPERATOR, CLIENT = "jiangbailu", "moyun"


@pytest.fixture
def agency() -> Any:
    """A company of the town, and one operator of it."""
    row = people.organisations_of(town.actor("zhangxiaohe").id).filter(kind="company")[0]
    identity.join(SYSTEM, town.actor(OPERATOR).id, row.pk)
    return row


def first(audience: str = "person") -> list[str]:
    return [item.code for item in catalogue.items(audience=audience, limit=2)]


def entrusted(agency: Any, client: Actor | None = None, items: list[str] | None = None) -> Any:
    client = client or town.actor(CLIENT)
    chosen = items or first("company" if client.on_behalf else "person")[:1]
    return actions.entrust(client, agency.credit_code, chosen, time.today() + timedelta(days=30))


def operator(client: str, account: str = OPERATOR) -> Actor:
    return queries.actor_for(people.account_by_name(account), door="portal", on_behalf=client).with_proof()


def test_an_operator_acts_for_a_client_in_its_items_and_facts_name_client_and_agency(agency: Any) -> None:
    client = entrusted(agency).for_whom
    acting = operator(client)
    assert (acting.items, acting.agency, acting.ground) == (tuple(first()[:1]), agency.subject, f"{agency.name}代理")
    case = cases.start(acting, first()[0], AREA)
    line = ledger.timeline(case.subject)[-1]
    assert (line.actor["on_behalf"], line.actor["agency"]) == (client, agency.subject)
    assert held.draft_for(town.actor(CLIENT), str(case.pk)) == case
    own = cases.start(town.actor(CLIENT), first()[1], AREA)
    with pytest.raises(NotYours):
        held.draft_for(acting, str(own.pk))


def test_a_company_is_a_client_by_its_head_and_an_agency_passes_nothing_on(agency: Any) -> None:
    mandate = entrusted(agency, town.owner())
    acting = operator(mandate.for_whom)
    assert acting.applicant == town.owner().applicant
    for nobody in (acting, operator(entrusted(agency).for_whom)):
        with pytest.raises(NotAllowed, match="转委托"):
            entrusted(agency, nobody)
    with pytest.raises(Invalid, match="自己"):
        entrusted(agency, identity_of(agency))
    with pytest.raises(Invalid):
        actions.entrust(town.actor(CLIENT), "91999900MA00000000", first(), time.today())


def identity_of(agency: Any) -> Actor:
    head = people.account_by_name("zhangxiaohe")
    return people.actor_for(head, door="portal", on_behalf=agency.subject).with_proof()  # type: ignore[arg-type]


def test_what_the_agency_does_not_let_him_he_does_not_do_for_clients(agency: Any) -> None:
    client = entrusted(agency, items=first()).for_whom
    one = first()[:1]
    identity.join(SYSTEM, town.actor(OPERATOR).id, agency.pk, items=one, may=["see"])
    assert operator(client).items == tuple(one)
    with pytest.raises(NotEmpowered):
        cases.start(operator(client), one[0], AREA)
    identity.join(SYSTEM, town.actor(OPERATOR).id, agency.pk, items=["another-item"])
    with pytest.raises(NotYourMandate, match="没有让您"):
        operator(client)


def test_client_and_agency_end_it_at_once_an_operator_does_not(agency: Any) -> None:
    mandate = entrusted(agency)
    with pytest.raises(NoSuchMandate):
        actions.end(town.actor(OPERATOR), str(mandate.pk))
    actions.end(town.actor(CLIENT), str(mandate.pk))
    with pytest.raises(NotYourMandate):
        operator(mandate.for_whom)
    other = entrusted(agency)
    actions.end(town.actor("zhangxiaohe"), str(other.pk))
    assert not queries.clients_of(agency.pk)


def test_who_leaves_the_agency_leaves_its_clients_and_hears_nothing_more(
    agency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mandate = entrusted(agency)
    browser = Client()
    browser.force_login(people.account_by_name(OPERATOR))
    browser.post("/identity/", {"behalf": mandate.for_whom})
    monkeypatch.setattr(channels, "close_old_connections", lambda: None)  # here all is one connection
    heard = channels.authorise(f"sessionid={browser.session.session_key}", ["inbox"])
    assert {mandate.subject, agency.subject} <= heard.ends_with
    identity.leave(SYSTEM, town.actor(OPERATOR).id, agency.pk, "handler")
    with pytest.raises(NotYourMandate):
        operator(mandate.for_whom)


def test_the_list_of_clients_switches_and_the_banner_names_client_and_agency(agency: Any) -> None:
    mandate = entrusted(agency)
    browser = Client()
    browser.force_login(people.account_by_name(OPERATOR))
    browser.post("/identity/", {"behalf": agency.subject})
    assert "莫芸" in browser.get("/my/clients/").content.decode()
    assert browser.post("/identity/", {"behalf": mandate.for_whom, "next": "/my/cases/"})["Location"] == "/my/cases/"
    shown = browser.get("/my/cases/").content.decode()
    assert f"您正在代表 <strong>莫芸</strong> 办事（{agency.name}代理）" in shown
    assert "正在代办" in browser.get("/my/clients/").content.decode()
    for path in ("members", "licences", "messages", "answers", "agencies"):
        assert browser.get(f"/my/{path}/").status_code in (302, 403, 404), path
    own = Client()
    own.force_login(people.account_by_name(CLIENT))
    page = own.get("/my/agencies/").content.decode()
    assert agency.name in page
    assert own.post(f"/my/agencies/{mandate.pk}/end/")["Location"] == "/my/agencies/"
    assert "<strong>莫芸</strong>" not in browser.get("/my/cases/").content.decode()
