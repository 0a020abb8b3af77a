"""What the doors promise about second factors: a password alone lets no official in and binds nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.signin import actions
from tongban.registers.signin.models import Authenticator, Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
PASSWORD = "qing-feng-2026"
CODES = "/account/recovery-codes/"


@pytest.fixture
def account() -> Any:
    found = people.account_by_name("LT0101")
    return identity.change_password(Actor.system(), found.pk, PASSWORD)


def code(account: Any, later: int = 0) -> str:
    return pyotp.TOTP(Authenticator.objects.get(pk=account.pk).secret).at(int(time.ticking()) + later)


def by_password(client: Client, account: Any) -> Any:
    return client.post("/login/", {"username": account.username, "password": PASSWORD})


def enter(account: Any) -> Client:
    client = Client()
    actor = people.actor_for(account, door="desk")
    if not Authenticator.objects.filter(pk=account.pk).exists():
        actions.begin_binding(actor, account.pk)
        actions.bind(actor, account.pk, code(account, -30))
    by_password(client, account)
    assert client.post("/login/code/", {"second_factor": code(account)}).status_code == 302
    return client


def test_the_first_password_of_an_official_leads_to_binding_and_nowhere_else(account: Any) -> None:
    client = Client()
    assert by_password(client, account)["Location"] == "/login/binding/"
    assert client.get("/desk/")["Location"].startswith("/login/")
    page = client.get("/login/binding/").content.decode()
    assert "otpauth://totp/" in page
    done = client.post("/login/binding/", {"second_factor": code(account)})
    assert "恢复码" in done.content.decode()
    assert client.get("/desk/").status_code == 200


def test_a_password_alone_opens_nothing_and_a_wrong_code_is_told(account: Any) -> None:
    enter(account)
    client = Client()
    assert by_password(client, account)["Location"] == "/login/code/"
    assert client.post("/login/code/", {"second_factor": "xxx"}).status_code == 422
    assert client.get("/desk/")["Location"].startswith("/login/")


def test_after_ten_minutes_a_binding_act_asks_and_goes_on_with_everything_typed(account: Any) -> None:
    client = enter(account)
    path, said = CODES, {"note": "意见“<长>”", "task": ["a", "b"]}
    with time.held(time.now() + timedelta(minutes=11)):
        asked = client.post(path, said)
        html = asked.content.decode()
        assert asked.status_code == 403
        assert 'name="note" value="意见“&lt;长&gt;”"' in html
        assert html.count('name="task"') == 2
        wrong = client.post(path, {**said, "second_factor": "xxx"})
        assert wrong.status_code == 422
        assert 'value="意见“&lt;长&gt;”"' in wrong.content.decode()
        assert "再确认一次" not in client.post(path, {**said, "second_factor": code(account)}).content.decode()
        assert "再确认一次" not in client.post(path, said).content.decode()


def test_one_click_counts_as_strong_in_the_demo_city_only(account: Any, settings: Any) -> None:
    client = Client()
    client.force_login(account)
    assert "再确认一次" not in client.post(CODES, {}).content.decode()
    settings.TONGBAN = type("Real", (), {**vars(type(settings.TONGBAN)), **vars(settings.TONGBAN), "demo": False})
    assert "再确认一次" in client.post(CODES, {}).content.decode()


def test_a_sitting_that_is_ended_is_signed_out_with_its_next_click(account: Any) -> None:
    client, other = enter(account), Client()
    other.force_login(account)
    sitting = Sitting.objects.get(account=account)
    assert "当前设备" in client.get("/account/").content.decode()
    assert other.post(f"/account/sittings/{sitting.pk}/end/").status_code == 302
    assert client.get("/desk/")["Location"].startswith("/login/")


def test_nobody_ends_the_sitting_of_another(account: Any) -> None:
    enter(account)
    other = Client()
    other.force_login(people.account_by_name("linwan"))
    sitting = Sitting.objects.get(account=account)
    assert other.post(f"/account/sittings/{sitting.pk}/end/").status_code == 404  # nor is told that there is one
    assert Sitting.objects.filter(account=account).exists()


def test_half_an_hour_without_a_click_signs_an_official_out_and_says_why(account: Any) -> None:
    client = enter(account)
    with time.held(time.now() + timedelta(minutes=29)):
        assert client.get("/desk/").status_code == 200
    with time.held(time.now() + timedelta(minutes=60)):
        answer = client.get("/desk/")
    assert answer["Location"] == "/login/?next=%2Fdesk%2F&why=over"
    assert "自动退出" in client.get(answer["Location"]).content.decode()


def test_what_was_being_sent_when_the_sitting_ended_is_sent_after_signing_in_again(account: Any) -> None:
    client = enter(account)
    assert "自动退出登录" in client.get("/account/").content.decode()
    with time.held(time.now() + timedelta(minutes=31)):
        asked = client.post(CODES, {"note": "写了很久的意见", "second_factor": "123456"})
        html = asked.content.decode()
        assert asked.status_code == 401
        assert 'name="kept:note" value="写了很久的意见"' in html
        assert "123456" not in html
        said = {"kept-to": CODES, "kept:note": "写了很久的意见"}
        half = client.post("/login/", {"username": account.username, "password": PASSWORD, **said})
        assert 'name="kept:note"' in half.content.decode()
        done = client.post("/login/code/", {"second_factor": code(account), **said}).content.decode()
        assert f'action="{CODES}"' in done
        assert 'name="note" value="写了很久的意见"' in done
        assert "恢复码" in client.post(CODES, {"note": "写了很久的意见"}).content.decode()


def test_a_page_that_only_asks_how_long_keeps_nobody_signed_in_who_stays_does_and_nothing_sent_is_lost(
    account: Any,
) -> None:
    client, start = enter(account), time.now()
    assert "<tb-sitting" in client.get("/desk/").content.decode()
    with time.held(start + timedelta(minutes=20)):
        assert client.get("/account/sitting/news/").json()["left"] <= 600
        assert client.get("/account/sitting/").json()["left"] == 1800
    with time.held(start + timedelta(minutes=45)):
        assert client.get("/account/sitting/news/").json()["left"] == 300
    with time.held(start + timedelta(minutes=51)):
        assert client.get("/account/sitting/news/", HTTP_ACCEPT="application/json").status_code == 401
        late = client.post(CODES, {"note": "写了很久的意见"})
        assert 'name="kept:note" value="写了很久的意见"' in late.content.decode()


def test_a_working_day_is_the_longest_however_busy(account: Any) -> None:
    client, start = enter(account), time.now()
    answers = []
    for minutes in range(25, 501, 25):
        with time.held(start + timedelta(minutes=minutes)):
            answers.append(client.get("/desk/").status_code)
    assert answers[:19] == [200] * 19
    assert answers[-1] == 302


def test_the_security_administrator_ends_an_account_where_it_is_open_and_frees_no_official_alone(account: Any) -> None:
    enter(account)
    keeper = Client()
    keeper.force_login(people.account_by_name("LT2012"))
    assert "登录中的设备" in keeper.post("/office/accounts/", {"name": "LT0101"}).content.decode()
    keeper.post("/office/accounts/", {"name": "LT0101", "act": "take", "reason": "手机遗失，当面核验"})
    assert Authenticator.objects.filter(pk=account.pk).exists()  # an official's takes a second administrator
    keeper.post("/office/accounts/", {"name": "LT0101", "act": "all"})
    assert not Sitting.objects.filter(account=account).exists()


def test_a_second_proof_gives_the_sitting_a_new_name(account: Any) -> None:
    client = enter(account)
    former = client.cookies["sessionid"].value
    with time.held(time.now() + timedelta(minutes=11)):
        client.post(CODES, {"second_factor": code(account, 30)})
    fresh = client.cookies["sessionid"].value
    assert fresh != former
    assert Sitting.objects.get(account=account).session == fresh
    stolen = Client()
    stolen.cookies["sessionid"] = former
    late = stolen.get("/desk/")
    assert late.status_code == 302
    assert "sessionid" not in late.cookies  # it may be another page of his: his new cookie stays
    assert client.get("/desk/").status_code == 200
    assert client.post("/logout/").cookies["sessionid"]["max-age"] == 0


def test_ways_of_signing_in_and_sittings_change_only_for_who_signed_in_lately() -> None:
    identity.change_password(Actor.system(), people.account_by_name("linwan").pk, PASSWORD)
    mine, other = Client(), Client()
    for client in (mine, other):
        client.post("/login/", {"username": "linwan", "password": PASSWORD})
    with time.held(time.now() + timedelta(minutes=11)):
        for answer in (
            mine.get("/account/binding/"), mine.get("/account/passkeys/"), mine.post("/account/sittings/others/end/"),
        ):  # fmt: skip
            assert (answer.status_code, "why=again" in answer["Location"]) == (302, True)
        assert other.get("/account/").status_code == 200
        assert "再登录一次" in mine.get("/login/?why=again&next=/account/").content.decode()
        mine.post("/login/", {"username": "linwan", "password": PASSWORD, "next": "/account/"})
        assert "结束其他" in mine.get("/account/").content.decode()
        assert mine.post("/account/sittings/others/end/")["Location"] == "/account/"
        assert other.get("/account/").status_code == 302


def test_a_changed_password_keeps_me_in_and_signs_everybody_else_out() -> None:
    identity.change_password(Actor.system(), people.account_by_name("linwan").pk, PASSWORD)
    mine, other = Client(), Client()
    for client in (mine, other):
        client.post("/login/", {"username": "linwan", "password": PASSWORD})
    new = "ming-yue-2026"
    said = {"password": PASSWORD, "new_password": new, "again_password": new}
    weak = {"new_password": "12345678", "again_password": "12345678"}
    for wrong in ({"password": "guess"}, {"again_password": "other"}, weak):
        refused = mine.post("/account/password/", {**said, **wrong})
        assert refused.status_code == 422
        assert "密码没有修改" in refused.content.decode()
    assert mine.post("/account/password/", said)["Location"] == "/account/"
    assert mine.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert Sitting.objects.get(account__username="linwan").session == mine.cookies["sessionid"].value
    assert Client().post("/login/", {"username": "linwan", "password": new}).status_code == 302


def test_whoever_binds_a_factor_is_offered_to_end_the_other_sittings() -> None:
    linwan = people.account_by_name("linwan")
    assert linwan is not None
    identity.change_password(Actor.system(), linwan.pk, PASSWORD)
    mine, other = Client(), Client()
    for client in (mine, other):
        client.post("/login/", {"username": "linwan", "password": PASSWORD})
    mine.get("/account/binding/")
    page = mine.post("/account/binding/", {"second_factor": code(linwan)}).content.decode()
    assert 'action="/account/sittings/others/end/"' in page
    assert len(re.findall(r"<code>[A-Z2-9-]{31}</code>", page)) == 10
