"""A registration that is granted: the body exists, holds its licence, and whoever represents it may act for it."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.engines.codes import credit_code
from tongban.kernel import jobs, wall
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ITEM = "sole-trader-registration"
SHOP = {
    "trader.form": "one", "shop.scope": ["flowers"], "place.address.division": people.AREA,
    "place.address.detail": "月白街 7 号", "place.right": "own",
}  # fmt: skip


def registered(name: str) -> Case:
    """禾小满 registers a shop of this name; the registrar agrees."""
    me = people.actor("hexiaoman")
    case = people.fill(me, cases.start(me, ITEM, people.AREA), {**SHOP, "shop.name": name})
    for slot in rows.slots(case):
        if slot.required and not slot.filled:
            people.give(me, case, slot.code, slot.title)
    people.settled(cases.submit(me, str(case.pk), promise=True))
    people.settled(cases.accept(people.clerk(), str(case.pk)))
    people.sign(people.fresh(case), "decide", me=people.actor("LT0107"))
    jobs.drain()
    return people.fresh(case)


def body(case: Case) -> Any:
    (licence,) = licences.from_source(case.subject)
    return licence, identity.find_organisation(licence.number)


def test_the_new_body_holds_its_licence_and_its_founder_acts_for_it_at_once() -> None:
    case = registered("澜汀市望舒区小满花店")
    licence, shop = body(case)
    assert case.state == "closed"
    assert (shop.name, shop.kind, shop.legal_name) == ("澜汀市望舒区小满花店", "sole-trader", "禾小满")
    assert licence.holder == shop.subject
    assert shop in identity.organisations_of(people.actor("hexiaoman").id)
    with wall.behind(people.actor("hexiaoman")):
        assert licences.from_source(case.subject) == [licence]
    with wall.behind(people.actor("linwan")):
        assert licences.from_source(case.subject) == []


def test_every_body_has_a_valid_code_of_its_own_and_founding_is_not_repeated() -> None:
    (one, first), (two, second) = body(registered("澜汀市一号花店")), body(registered("澜汀市二号花店"))
    read = [credit_code.check(licence.number) for licence in (one, two)]
    assert [(code.registrar, code.kind, code.division) for code in read] == [("9", "2", people.AREA)] * 2
    assert first.pk != second.pk
    jobs.drain()
    assert len(licences.from_source(one.source)) == 1
