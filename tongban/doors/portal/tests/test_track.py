"""Asking after a case without signing in: who knows number and applicant sees where it stands, and nothing private."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def asked(number: str, tail: str) -> tuple[int, str]:
    answer = Client().post("/track/", {"number": number, "tail": tail})
    return answer.status_code, answer.content.decode()


def test_number_and_the_end_of_a_document_show_where_it_stands_and_the_look_is_a_fact() -> None:
    case = people.paused()
    applicant = identity.applicant(case.applicant)
    for tail in (applicant.code[-4:], applicant.code[-4:].lower(), applicant.phone[-4:]):
        status, page = asked(str(case.number), tail)
        assert status == 200
        assert "特别程序" in page
        assert "消防意见" not in page or "等待" in page
    assert applicant.code not in page
    assert case.handler_name not in page
    assert ledger.timeline(case.subject)[-1].kind == "cases.CaseLookedUp"


def test_a_wrong_ending_and_a_number_that_does_not_exist_are_told_alike() -> None:
    case = people.submitted()
    answers = [asked(str(case.number), "0000"), asked("LT-20990101-000001", "0000"), asked("", ""), asked("\x00", "é…")]
    assert {status for status, _ in answers} == {404}
    assert all("没有查到这个办件" in page for _, page in answers)


def test_guessing_slows_down() -> None:
    case = people.submitted()
    statuses = [asked(str(case.number), f"x{n:03}")[0] for n in range(7)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert asked(str(case.number), identity.applicant(case.applicant).code[-4:])[0] == 429


def test_a_draft_cannot_be_asked_after() -> None:
    case = people.draft()
    assert asked(str(case.pk), identity.applicant(case.applicant).code[-4:])[0] == 404
