"""A scanner gun is held anywhere: a code receives, a number opens, the code of a paper opens its case or is checked."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.desk.tests import stories
from tongban.registers.codes import actions as codes
from tongban.registers.codes import queries as code_rows
from tongban.registers.visits import queries as visits
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def read(client: Client, text: str, **also: str) -> str:
    answer = client.post("/desk/read/", {"q": text, **also})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def code() -> str:
    held = code_rows.code_of(people.grandmother().applicant) or codes.open_code(people.grandmother())
    return code_rows.show(held).text


def test_a_window_receives_whose_code_is_read_and_says_why_not() -> None:
    window, text = stories.signed_in(stories.CLERK), code()
    assert read(window, text, key="once") == f"/desk/intake/{visits.running(people.clerk())[0].pk}/"
    assert "已经" in read(window, text, key="twice")


def test_elsewhere_a_code_waits_for_the_purpose() -> None:
    text = code()
    page = read(stories.signed_in(stories.REVIEWER), text)
    assert text in page
    assert "要办什么" in page


def test_a_number_and_the_code_of_a_receipt_open_the_case_for_whoever_may_see_it() -> None:
    case = people.submitted(people.ALLOWANCE)
    receipt, here = case.notices.get(kind="receipt"), f"/desk/cases/{case.number}/"
    window, stranger = stories.signed_in(stories.CLERK), stories.signed_in(stories.FIRE)
    full = "".join(chr(ord(sign) + 0xFEE0) for sign in case.number)  # as an input method types it
    for text in (case.number.lower(), full, receipt.code, f"/v/{receipt.code}", f"https://city.test/v/{receipt.code}"):
        assert read(window, text) == here, text
    assert read(stranger, receipt.code) == f"/v/{receipt.code}"
    assert read(stranger, case.number).startswith("/desk/?s=")


def test_what_is_no_code_is_looked_for_and_no_foreign_address_is_followed() -> None:
    window = stories.signed_in(stories.CLERK)
    led = read(window, "林晚")
    assert led.startswith("/desk/?s=")
    page = window.get(led).content.decode()
    assert 'value="林晚"' in page  # and nowhere in an address of the page
    assert "%E6%9E%97%E6%99%9A" not in page
    assert 'value="林晚"' not in stories.signed_in(stories.REVIEWER).get(led).content.decode()
    assert read(window, "https://elsewhere.test/login").startswith("/desk/?s=")
    assert read(window, "//elsewhere.test/v/ABCD").startswith("/desk/?s=")
