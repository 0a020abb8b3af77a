"""Who has no account gets one at the window that saw his papers (开通账号): a first word, shown once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from tongban.engines.codes import fiction
from tongban.kernel import time
from tongban.registers.identity import queries as identity
from tongban.registers.visits import actions as visits
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
NAME, NUMBER = "麦克 O'Brien", fiction.id_number(9004, date(1988, 5, 6), "male")


def at_window() -> Client:
    found, client = identity.account_by_name("LT0003"), Client()
    assert found is not None
    client.force_login(found)
    session = client.session
    session["proved"] = time.ticking()
    session.save()
    return client


def test_a_clerk_opens_an_account_on_the_papers_and_its_holder_chooses_his_own_word() -> None:
    client, visit = at_window(), visits.receive_by_card(people.clerk(), NAME, NUMBER)
    here = f"/desk/intake/{visit.pk}/"
    assert f"{here}account/" in client.get(here).content.decode()
    typed = {"paper": "111", "number": NUMBER, "seen": "yes"}
    assert client.post(f"{here}account/", {**typed, "seen": ""}).status_code == 422
    assert client.post(f"{here}account/", {**typed, "paper": "414"}).status_code == 422
    assert identity.accounts_of(visit.person_id) == []  # what is refused opens nothing
    page = client.post(f"{here}account/", typed).content.decode()
    account, word = re.findall(r'class="word">([^<]+)<', page)
    assert client.post(f"{here}account/", typed).status_code == 409
    browser = Client()
    assert browser.post("/login/", {"username": account, "password": word}).status_code == 302
    assert browser.get("/my/")["Location"] == "/account/password/"
    chosen = {"new_password": "yi-ju-chang-hua-2", "again_password": "yi-ju-chang-hua-2"}
    assert browser.post("/account/password/", chosen).status_code == 302
    assert browser.get("/my/").status_code == 200


def test_who_has_an_account_is_led_to_a_new_word_instead() -> None:
    visit = visits.receive_by_card(people.clerk(), people.grandmother().name, people.number("henainai"))
    page = at_window().get(f"/desk/intake/{visit.pk}/account/").content.decode()
    assert "已经有可以登录的账号" in page
    assert "<button" not in page.partition("已经有可以登录的账号")[2].partition("</main>")[0]
