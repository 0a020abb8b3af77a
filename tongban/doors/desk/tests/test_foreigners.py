"""Who has no citizen's card is received by the paper he has, and gets at the window what anybody gets."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.engines.codes import fiction
from tongban.kernel import jobs, wall
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.visits import actions as visits
from tongban.registers.visits import queries
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SHOP = {
    "trader.form": "one", "shop.name": "澜汀市望舒区大文花店", "shop.scope": ["flowers"],
    "place.address.division": people.AREA, "place.address.detail": "月白街 9 号", "place.right": "own",
    "trader.phone": "12000004321",
}  # fmt: skip


def at_window() -> Client:
    found, client = identity.account_by_name("LT0003"), Client()
    assert found is not None
    client.force_login(found)
    return client


def received(**typed: str) -> Any:
    return at_window().post("/desk/intake/", typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"paper": "414", "number": "E12345678"}, "请填写证件上的出生日期"),
        ({"paper": "414", "number": "护照"}, "护照号码应为"),
        ({"paper": "516", "number": "A12345678", "birth": "1980-01-02"}, "以 H（香港）或 M（澳门）开头"),
        ({"paper": "553", "number": "911124198108030025"}, "校验位不符"),
        ({"paper": "553", "number": "911124198108030024", "birth": "1981-08-04"}, "与证件号码中的不一致"),
        ({"paper": "hmt", "number": fiction.id_number(9003, date(1990, 1, 2), "female")}, "应以 81、82 或 83 开头"),
        ({"paper": "414", "number": "E12345678", "birth": "2999-01-01"}, "晚于今天"),
    ],
)
def test_each_paper_is_held_to_its_own_rule_and_nothing_typed_is_lost(typed: dict[str, str], said: str) -> None:
    answer = received(name="CHAN TAI MAN", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{typed["paper"]}" selected' in page
    assert identity.find_person(people.SYSTEM, typed["number"]) is None


def test_a_foreigner_with_a_passport_is_registered_once_and_known_again_by_it() -> None:
    typed = {"name": "Anna Müller-Sørensen", "paper": "414", "number": "c01x 0006h", "birth": "1988-02-29"}
    first, again = received(**typed), received(**{**typed, "birth": ""})
    assert (first.status_code, again.status_code) == (302, 302)
    person = identity.find_person(people.SYSTEM, "C01X0006H", "414")
    assert person is not None
    assert (person.level, str(person.birth), person.id_type) == (2, "1988-02-29", "414")
    assert received(**{**typed, "name": "Anna Muller"}).status_code == 422
    assert identity.find_person(people.SYSTEM, "C01X0006H", "516") is None


def test_somebody_from_hong_kong_is_served_from_the_window_to_the_licence() -> None:
    opened = received(name="陳大文", paper="516", number="H12345678", birth="1980-01-02", phone="12000004321")
    visit = queries.visit_for(people.clerk(), opened["Location"].split("/")[3])
    me = queries.visitor(people.clerk(), visit)
    with wall.behind(me):
        case = people.fill(me, cases.start(me, "sole-trader-registration", people.AREA), SHOP)
        assert case.data["trader"]["id"] == {"type": "516", "number": "H12345678"}
        for slot in rows.slots(case):
            if slot.required and not slot.filled:
                people.give(me, case, slot.code, slot.title)
        visits.confirm(people.clerk(), str(visit.pk), case.subject, rows.fingerprint(people.fresh(case)), "screen")
        people.settled(cases.submit(me, str(case.pk), promise=True))
    people.settled(cases.accept(people.clerk(), str(case.pk)))
    people.sign(people.fresh(case), "decide", me=people.actor("LT0107"))
    jobs.drain()
    (licence,) = licences.from_source(case.subject)
    (shop,) = identity.organisations_of(visit.person_id)
    assert (shop.name, shop.legal_name, licence.holder) == (SHOP["shop.name"], "陳大文", shop.subject)
