"""Who registers by telephone is in at once, known by name only when it is proven, and learns of nobody else."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tongban.kernel import jobs, time
from tongban.registers.codes import actions as codes
from tongban.registers.identity import actions, queries
from tongban.registers.identity.errors import RealNameFirst
from tongban.registers.newcomers.jobs import forget_old
from tongban.registers.newcomers.models import Newcomer
from tongban.registers.signin import actions as signin
from tongban.registers.sources.tests.authority import Authority, authority
from tongban.watch.messages import simulator
from tongban.watch.messages.jobs import send_waiting
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
NAME, (NUMBER, PHONE) = "温知远", people.stranger("wenzhiyuan")
PASSWORD = "yi-ju-chang-chang-de-hua"


@pytest.fixture
def phones(tmp_path: Path, settings: Any) -> Iterator[simulator.Inbox]:
    """What telephones received, over the simulated gateway."""
    server = simulator.serve(0, tmp_path)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.TONGBAN = replace(settings.TONGBAN, sms_url=f"http://127.0.0.1:{server.server_address[1]}")
    yield server.RequestHandlerClass.inbox  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Authority]:
    with authority(tmp_path, people.known()) as made:
        made.connect("agent-identity")
        made.connect("mobile-holder")
        yield made


def asked(browser: Client, phone: str = PHONE, name: str = NAME, **typed: str) -> Any:
    return browser.post("/register/", {"name": name, "phone": phone, **typed})


def code_in(phones: simulator.Inbox, phone: str = PHONE) -> str:
    jobs.drain()
    send_waiting()
    texts = [one["text"] for one in phones.messages.values() if one["to"] == phone]
    found = re.search(r"验证码(\d{6})", texts[-1])
    assert found, texts
    return found[1]


def registered(phones: simulator.Inbox, phone: str = PHONE, name: str = NAME) -> Client:
    browser = Client()
    asked(browser, phone, name, next="/services/")
    typed = {"code": code_in(phones, phone), "password": PASSWORD, "again": PASSWORD}
    assert browser.post("/register/code/", typed)["Location"] == "/services/"
    return browser


def proving(browser: Client, name: str = NAME, number: str = NUMBER) -> Any:
    """The real-name step, with a second factor given just now."""
    session = browser.session
    session["proved"] = time.ticking()
    session.save()
    return browser.post("/account/real-name/", {"name": name, "id_number": number, "next": "/my/"})


def test_a_code_and_a_password_are_enough_to_be_in_and_the_number_signs_in_again(phones: simulator.Inbox) -> None:
    browser = registered(phones)
    assert browser.get("/my/").status_code == 200
    again = Client().post("/login/", {"username": f"+86 {PHONE[:3]} {PHONE[3:]}", "password": PASSWORD})
    assert again["Location"] == "/my/"
    account = queries.account_by_phone(PHONE)
    assert account is not None
    assert account.person is not None
    assert (account.person.level, account.person.id_type) == (1, "")
    assert PHONE not in account.username
    with pytest.raises(RealNameFirst):  # what he says he is called is shown to nobody as who he is
        codes.open_code(queries.actor_for(account, door="portal"))


def test_a_number_the_city_knows_is_answered_as_one_it_does_not(phones: simulator.Inbox) -> None:
    known = queries.applicant(people.grandmother().applicant).phone
    first, second = asked(Client()), asked(Client(), known)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert re.fullmatch(r"\d{6}", code_in(phones, known))
    registered(phones, "12000009001")
    with time.held(time.now() + timedelta(minutes=2)):
        browser = Client()
        assert asked(browser, "12000009001").status_code == 302  # only the code tells, and only who holds the phone
        taken = browser.post("/register/code/", {"code": "000000", "password": PASSWORD, "again": PASSWORD})
        assert (taken.status_code, "已经注册过" in taken.content.decode()) == (422, False)
        typed = {"code": code_in(phones, "12000009001"), "password": PASSWORD, "again": PASSWORD}
        assert "已经注册过" in browser.post("/register/code/", typed).content.decode()


def test_a_code_is_not_guessed_nor_a_telephone_flooded(phones: simulator.Inbox) -> None:
    browser = Client()
    asked(browser)
    right = code_in(phones)
    assert asked(Client()).status_code == 429
    wrong = {"code": f"{(int(right) + 1) % 10**6:06d}", "password": PASSWORD, "again": PASSWORD}
    for _ in range(5):
        assert browser.post("/register/code/", wrong).status_code == 422
    assert browser.post("/register/code/", {**wrong, "code": right}).status_code == 422
    assert queries.account_by_phone(PHONE) is None
    for minutes in range(2, 10, 2):
        with time.held(time.now() + timedelta(minutes=minutes)):
            asked(browser)
    with time.held(time.now() + timedelta(minutes=12)):
        assert asked(Client()).status_code == 429
    with time.held(time.now() + timedelta(days=3)):
        forget_old()
        assert not Newcomer.objects.exists()


def test_what_was_mistyped_stays_and_costs_no_code(phones: simulator.Inbox) -> None:
    browser = Client()
    bad = asked(browser, "1234")
    assert (bad.status_code, 'value="温知远"' in bad.content.decode()) == (422, True)
    asked(browser)
    right = code_in(phones)
    for password, again in ((PASSWORD, "other"), ("12345678", "12345678"), (f"x{PHONE}", f"x{PHONE}")):
        page = browser.post("/register/code/", {"code": right, "password": password, "again": again})
        assert (page.status_code, right in page.content.decode()) == (422, True)
    typed = {"code": right, "password": PASSWORD, "again": PASSWORD}
    assert browser.post("/register/code/", typed)["Location"] == "/my/"


def test_name_number_and_telephone_of_one_person_make_the_name_a_real_one(
    phones: simulator.Inbox, register: Authority
) -> None:
    browser = registered(phones, name="知远")
    register.desk.set_mode("down")
    assert proving(browser).status_code == 503
    register.desk.set_mode("well")
    assert proving(browser)["Location"] == "/my/"
    person = queries.known_as(NAME, NUMBER)
    assert person is not None
    assert (person.level, person.id_type, str(person.birth)) == (2, "111", "1996-03-21")


def test_nobody_becomes_another_by_his_name_and_number_known_here_or_not(
    phones: simulator.Inbox, register: Authority
) -> None:
    browser = registered(phones, "12000009002")
    pages = [proving(browser), proving(browser, "禾素芬", people.number("henainai"))]
    first, second = (re.search(r'role="alert".*?</div>', page.content.decode(), re.S) for page in pages)
    assert first is not None
    assert second is not None
    assert first[0] == second[0]
    assert "不是同一个人的" in first[0]


def test_the_account_of_who_was_registered_at_a_window_goes_over_to_that_entry(
    phones: simulator.Inbox, register: Authority
) -> None:
    entry = actions.register_person(people.SYSTEM, NAME, NUMBER, phone="12000000077")
    browser = registered(phones)
    assert proving(browser)["Location"] == "/my/"
    account = queries.account_by_phone(PHONE)
    assert account is not None
    assert account.holder == entry.subject
    assert queries.person(entry.pk).phone == PHONE
    assert browser.get("/my/").status_code == 200


def test_who_has_an_account_already_is_sent_to_it(phones: simulator.Inbox, register: Authority) -> None:
    entry = actions.register_person(people.SYSTEM, NAME, NUMBER)
    account = actions.open_at_window(people.clerk(), entry.pk)
    _, word = signin.reset_password(people.clerk(), account.pk, "111", NUMBER)
    browser = registered(phones)
    answer = proving(browser)
    assert (answer.status_code, "以前已经有一个账号" in answer.content.decode()) == (409, True)
    assert Client().post("/login/", {"username": account.username, "password": word}).status_code == 302
