"""The QR of a case leads each to what is his: the desk, my case, or how far it is and nobody's name."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.doors.desk.showing import readings
from tongban.doors.portal.tests.test_helping import official
from tongban.doors.portal.tests.walking import browser
from tongban.registers.identity import queries as identity
from tongban.work.cases.models import Notice
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
CHANCE = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|csrf-token" content="[^"]*"|hx-headers=\'[^\']*\'')


def test_the_applicant_and_whose_work_it_is_are_led_to_the_case_everybody_else_to_how_far_it_is_and_no_name() -> None:
    case = people.accepted()
    address, number, me = f"/c/{case.code}/", case.number, people.owner()
    assert browser("linwan", me.on_behalf).get(address)["Location"] == f"/my/cases/{number}/"
    assert browser("linwan").get(address)["Location"] == f"/my/cases/{number}/"  # it offers her company's hat
    assert official("LT0003").get(f"/c/{case.code.lower()}/")["Location"] == f"/desk/cases/{number}/"
    applicant = identity.applicant(case.applicant)
    for other in (Client(), browser("henainai"), official("LT1701")):
        answer = other.get(address)
        page = answer.content.decode()
        assert (answer.status_code, number in page) == (200, True)
        for said in (applicant.name, applicant.masked_name, applicant.code, case.handler_name, me.name):
            assert said not in page.replace(f"以 <b>{said}</b>", "")
    assert "办件二维码" in browser("linwan", me.on_behalf).get(f"/my/cases/{number}/").content.decode()


def test_a_draft_a_code_that_nobody_has_and_no_code_at_all_are_answered_alike() -> None:
    draft = people.draft(people.ALLOWANCE)
    answers = [Client().get(f"/c/{code}/") for code in (draft.code, "0123456789AB", "x", "\x00é")]
    assert {answer.status_code for answer in answers} == {404}
    told = [answer.content.decode() for answer in answers]
    assert len({CHANCE.sub("", page[page.index("<main") : page.index("</main>")]) for page in told}) == 1
    assert browser("henainai").get(f"/c/{draft.code}/").status_code == 404  # not even to who fills it in


def test_the_code_of_a_paper_still_checks_it_and_leads_on_and_a_gun_reads_both() -> None:
    case = people.submitted(people.ALLOWANCE)
    notice = Notice.objects.filter(case=case).latest("pk")
    assert f"/c/{case.code}/" in Client().get(f"/v/{notice.code}").content.decode()
    here, address = people.clerk(), f"http://city.example/c/{case.code}/"
    for read in (address, f"c/{case.code}", case.code.lower(), f"/v/{notice.code}"):
        assert case.number in readings.place_of(here, read)
    assert readings.place_of(people.actor("LT1701"), address) == f"/c/{case.code}/"
