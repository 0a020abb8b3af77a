"""Another office is asked instead of the citizen: the page on which it answers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.registers.identity import queries as identity
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def browser(account: str) -> Client:
    client = Client()
    client.force_login(identity.account_by_name(account))
    return client


@pytest.fixture
def asked() -> Case:
    """No source is connected: the police are asked where 禾素芬 is registered."""
    me = people.grandmother()
    case = people.fill(me, cases.start(me, people.ALLOWANCE, people.AREA), people.PENSION)
    cases.fetch(me, str(case.pk), "household-register", agree=False)
    cases.verify(me, str(case.pk))
    case = people.settled(cases.submit(me, str(case.pk), promise=True))
    return people.settled(cases.accept(people.clerk(), str(case.pk)))


def test_the_office_finds_it_on_its_list_answers_with_a_document_and_the_clerk_sees_it(asked: Case) -> None:
    police, place = browser("LT0801"), f"/desk/cases/{asked.number}/requests/household-register/"
    assert place in police.get("/desk/").content.decode()
    shown = police.get(place).content.decode()
    assert "申领人的户籍所在地" in shown
    refused = police.post(place, {"text": ""})
    assert (refused.status_code, "请写明核实的结果" in refused.content.decode()) == (422, True)
    proof = SimpleUploadedFile("户籍证明.png", people.paper("户籍证明"), "image/png")
    police.post(place, {"text": "户籍在望舒区", "file": proof, "key": "k"})
    given = asked.given.get(code="household-register", current=True)
    assert (given.evidence["answer"], bool(given.material_id)) == ("户籍在望舒区", True)
    assert "行政协助" in browser("henainai").get(f"/my/cases/{asked.number}/").content.decode()


def test_whoever_was_not_asked_sees_no_form(asked: Case) -> None:
    place = f"/desk/cases/{asked.number}/requests/household-register/"
    assert "提交答复" not in browser("LT0701").get(place).content.decode()
    assert browser("LT0201").get(place).status_code == 404
