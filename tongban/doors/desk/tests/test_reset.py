"""A forgotten password: the whole way from the window to a password of one's own."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.test import Client

from tongban.kernel import jobs, time
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as accounts
from tongban.registers.signin import actions as signin
from tongban.registers.signin.models import Authenticator, Sitting
from tongban.registers.visits import actions as visits
from tongban.watch.messages.models import Message
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
HERS = "henainai"


def window() -> tuple[Client, str]:
    """A clerk who gave a second factor just now, and the page for who stands there."""
    clerk, client = accounts.account_by_name("LT0003"), Client()
    assert clerk is not None
    client.force_login(clerk)
    session = client.session
    session.update({"begun": time.ticking(), "seen": time.ticking(), "proved": time.ticking()})
    session.save()
    visit = visits.receive_by_card(people.clerk(), people.grandmother().name, people.number(HERS))
    return client, f"/desk/intake/{visit.pk}/password/"


def asked(page: str, client: Client, **more: str) -> dict[str, str]:
    account = re.search(r'name="account" value="([0-9a-f-]+)"', client.get(page).content.decode())
    assert account is not None
    return {"account": account[1], "paper": "111", "number": people.number(HERS), "seen": "yes"} | more


def given(client: Client, page: str) -> str:
    """The word as the clerk reads it out."""
    answer = client.post(page, asked(page, client))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r'<code class="word">(\w+)</code>', answer.content.decode())
    assert found is not None
    return found[1]


def test_who_forgot_his_password_gets_a_word_at_the_window_and_chooses_his_own_before_anything_else() -> None:
    account = accounts.account_by_name(HERS)
    assert account is not None
    at_home, phone, (clerk, page) = Client(), Client(), window()
    at_home.force_login(account)
    signin.begin(people.grandmother(), account, at_home.session.session_key or "", agent="", address="")
    word = given(clerk, page)
    jobs.drain()
    assert at_home.get("/my/").status_code == 302
    assert not Sitting.objects.filter(account=account).exists()
    told = Message.objects.get(template="first-word", recipient=account.holder)
    assert word not in told.body
    assert told.sms.phone
    assert word not in told.sms.text
    assert word not in clerk.get(page).content.decode()

    assert phone.post("/login/", {"username": HERS, "password": word}).status_code == 302
    for shut in ("/", "/my/", "/account/"):
        assert phone.get(shut)["Location"] == "/account/password/"
    assert phone.get("/my/", HTTP_ACCEPT="application/json").status_code == 403
    own = {"new_password": "qing-feng-2026", "again_password": "qing-feng-2026"}
    assert phone.post("/account/password/", own)["Location"] == "/my/"
    assert phone.get("/my/").status_code == 200
    again = phone.post("/login/", {"username": HERS, "password": word})
    assert again.status_code == 401
    assert "账号或密码不正确" in again.content.decode()


def test_the_second_factor_stays_when_the_password_is_set_anew() -> None:
    account, me = accounts.account_by_name(HERS), people.grandmother()
    assert account is not None
    signin.begin_binding(me, account.pk)
    secret = Authenticator.objects.get(pk=account.pk).secret
    signin.bind(me, account.pk, pyotp.TOTP(secret).at(int(time.ticking())))
    word = given(*window())
    browser = Client()
    assert browser.post("/login/", {"username": HERS, "password": word})["Location"] == "/login/code/"
    assert browser.get("/account/password/")["Location"].startswith("/login/")


def test_papers_that_are_not_hers_reset_nothing_and_the_page_says_what_next() -> None:
    clerk, page = window()
    account = identity.change_password(people.SYSTEM, accounts.account_by_name(HERS).pk, "qing-feng-2026")  # type: ignore[union-attr]
    wrong = clerk.post(page, asked(page, clerk, number=people.number("linwan"))).content.decode()
    assert "没有重置密码" in wrong
    assert "请对照证件原件核对" in wrong
    assert people.number("linwan") in wrong
    unseen = clerk.post(page, asked(page, clerk, seen=""))
    another = accounts.account_by_name("linwan")
    assert another is not None
    theirs = clerk.post(page, asked(page, clerk, account=str(another.pk)))
    assert (unseen.status_code, theirs.status_code) == (422, 409)
    assert accounts.account(account.pk).check_password("qing-feng-2026")
