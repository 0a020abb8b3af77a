"""Who represents a company lets others act for it, in named items and no further than he says, and ends it at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, ProveFirst
from tongban.registers.identity import actions, queries
from tongban.registers.identity.errors import NotEmpowered, NotYourMandate
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotOffered
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def firm() -> str:
    return people.owner().on_behalf.removeprefix("organisation/")


def operator() -> Actor:
    """禾小满, for the noodle shop."""
    account: Any = queries.account_by_name("hexiaoman")
    return queries.actor_for(account, door="portal", on_behalf=f"organisation/{firm()}").with_proof()


def empowered(**said: Any) -> Actor:
    actions.empower(people.actor("linwan"), firm(), "禾小满", people.number("hexiaoman"), "handler", None, **said)
    return operator()


def test_an_operator_of_one_item_fills_it_in_and_cannot_bind_the_company() -> None:
    me = empowered(items=[people.FOOD], may=["apply"])
    case = people.draft(people.FOOD, me)
    with pytest.raises(NotEmpowered) as told:
        cases.submit(me, str(case.pk), promise=True)
    assert "提交和签署" in told.value.sentence
    with pytest.raises(NotOffered):
        cases.start(me, "tobacco-retail-licence", people.AREA)
    number = cases.submit(people.owner(), str(case.pk), promise=True).number
    assert rows.case_for(me, number or "").pk == case.pk  # he may still look


def test_an_operator_who_may_look_only_writes_nothing() -> None:
    case, me = people.draft(people.FOOD), empowered(may=["see"])
    with pytest.raises(NotEmpowered):
        cases.save_page(me, str(case.pk), case.definition.form.pages[0].name, {})
    assert rows.draft_for(me, str(case.pk)).pk == case.pk


def test_new_terms_replace_the_old_ones_and_an_end_counts_with_the_next_click() -> None:
    empowered(items=[people.FOOD], may=["apply"])
    me = empowered()
    assert (me.items, me.rights) == ((), ())
    actions.leave(people.actor("linwan"), me.id, firm(), "handler")
    with pytest.raises(NotYourMandate):
        operator()


def test_an_operator_lets_nobody_in_and_a_head_proves_himself_first() -> None:
    me = empowered()
    with pytest.raises(NotAllowed):
        actions.empower(me, firm(), "张小禾", people.number("zhangxiaohe"))
    by_password: Any = queries.account_by_name("linwan")
    with pytest.raises(ProveFirst):
        actions.empower(queries.actor_for(by_password, door="portal"), firm(), "张小禾", people.number("zhangxiaohe"))


def test_the_company_page_says_who_may_do_what_and_ends_it() -> None:
    browser = Client()
    browser.force_login(queries.account_by_name("linwan"))
    browser.post("/identity/", {"behalf": f"organisation/{firm()}"})
    said = {"name": "禾小满", "id_number": people.number("hexiaoman"), "role": "handler", "may": ["apply"],
            "items": [people.FOOD]}  # fmt: skip
    wrong = browser.post("/my/members/", {**said, "name": "禾大满"})
    assert wrong.status_code == 422
    assert people.number("hexiaoman") in wrong.content.decode()
    browser.post("/my/members/", said)
    page = browser.get("/my/members/").content.decode()
    assert "可以：查看、填报" in page
    assert "事项：食品经营许可（新办）" in page
    assert browser.post(f"/my/members/{operator().id}/handler/end/").status_code == 302
    with pytest.raises(NotYourMandate):
        operator()
