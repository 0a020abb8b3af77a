"""What single sign-on promises to a department's system that knows us by our published description alone."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.integrations.base_client.errors import OAuthError as Refused
from django.conf import settings
from django.db.models import F
from django.test import Client

from tongban.doors.sso.tests.conftest import (
    BACK,
    SPEC,
    RelyingParty,
    agree,
    browser,
    follow,
)
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.identity.models import Person
from tongban.registers.ledger.models import FactRow
from tongban.registers.sso import actions
from tongban.registers.sso.models import Code, Party, SigningKey, Visit
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def said(answer: Any) -> dict[str, str]:
    """What a system reads in the address somebody comes back with."""
    assert answer.status_code == 303, answer.content.decode()[:500]
    assert answer["Location"].startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def test_a_person_signs_in_consents_and_the_system_learns_what_was_granted(rp: RelyingParty) -> None:
    client, path = browser(), rp.ask("openid profile name")
    question = follow(client, path).content.decode()
    assert "消防业务系统" in question
    assert "完整的姓名" in question
    back = agree(client, path, "some", item=["profile"])
    assert said(back)["iss"] == settings.TONGBAN.base_url
    token = rp.exchange(back["Location"])
    assert token["scope"] == "openid profile"
    claims = rp.statement(token)
    assert (claims["acr"], claims["nonce"], claims["aud"]) == ("urn:tongban:level:3", "n-1", "fire-safety")
    known = rp.userinfo().json()
    assert known["sub"] == claims["sub"]
    assert known["name"] == "林*"
    assert set(known["masked"]) == {"name", "id_number", "phone_number"}


def test_what_was_answered_once_is_not_asked_again_until_something_new_is_wanted(rp: RelyingParty) -> None:
    client = browser()
    agree(client, rp.ask("openid name"))
    assert "code" in said(follow(client, rp.ask("openid name")))
    assert follow(client, rp.ask("openid name phone")).status_code == 200


def test_who_is_not_signed_in_signs_in_first_and_then_goes_on(rp: RelyingParty) -> None:
    path = rp.ask("openid")
    answer: Any = Client().get(path)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/login/?next=%2Fsso%2Fonward%2F")


def test_declining_sends_back_with_nothing(rp: RelyingParty) -> None:
    back = said(agree(browser(), rp.ask(), "no"))
    assert back["error"] == "access_denied"
    assert "code" not in back
    assert not Code.objects.exists()


@pytest.mark.parametrize(("given", "error"), [("", "login_required"), ("linwan", "consent_required")])
def test_a_system_that_asks_unseen_is_told_what_it_would_take(rp: RelyingParty, given: str, error: str) -> None:
    assert said(browser(given).get(rp.ask(prompt="none")))["error"] == error


def test_every_system_knows_somebody_under_another_name(rp: RelyingParty) -> None:
    other = SPEC.__class__(**{**SPEC.__dict__, "code": "health", "title": "卫生业务系统"})
    actions.register(Actor.system(), other, new=True)
    names = set()
    for system in (rp, RelyingParty("health"), rp):
        client, path = browser(), system.ask("openid")
        first = follow(client, path)
        back = first if first.status_code == 303 else agree(client, path)
        names.add(system.statement(system.exchange(back["Location"]))["sub"])
    assert len(names) == 2


def test_a_code_that_comes_twice_shuts_what_it_opened(rp: RelyingParty) -> None:
    back = agree(browser(), rp.ask())["Location"]
    rp.exchange(back)
    assert rp.userinfo().status_code == 200
    with pytest.raises(Refused, match="invalid_grant"):
        RelyingParty().exchange_again(back)
    assert rp.userinfo().status_code == 401
    assert FactRow.objects.filter(kind="sso.CodeReplayed").exists()


def test_a_code_lasts_a_minute(rp: RelyingParty) -> None:
    back = agree(browser(), rp.ask())["Location"]
    with time.held(time.now() + timedelta(seconds=62)), pytest.raises(Refused, match="invalid_grant"):
        rp.exchange(back)


def test_a_wrong_verifier_spends_the_code(rp: RelyingParty) -> None:
    back = agree(browser(), rp.ask())["Location"]
    for verifier in ("w" * 43, "v" * 43):
        with pytest.raises(Refused, match="invalid_grant"):
            rp.exchange(back, verifier)


def test_a_system_sees_nothing_with_the_code_of_another(rp: RelyingParty) -> None:
    other = SPEC.__class__(**{**SPEC.__dict__, "code": "health", "title": "卫生业务系统"})
    actions.register(Actor.system(), other, new=True)
    back = agree(browser(), rp.ask())["Location"]
    with pytest.raises(Refused, match="invalid_grant"):
        RelyingParty("health").exchange_again(back)
    assert rp.exchange(back)["access_token"]


def test_a_request_may_be_pushed_and_its_name_then_leads_to_one_code(rp: RelyingParty) -> None:
    name = rp.push("openid name")
    path, client = f"/sso/authorize/?client_id=fire-safety&request_uri={name}", browser()
    back = agree(client, path)
    assert rp.exchange(back["Location"])["id_token"]
    assert client.get(path).status_code == 400


def test_a_second_proof_is_asked_for_where_the_system_wants_one(rp: RelyingParty) -> None:
    client = browser()
    session = client.session
    del session["one_click"]  # as if he had come with a password
    session.save()
    assert "手机验证器" in follow(client, rp.ask(acr_values="urn:tongban:level:3")).content.decode()
    assert "code" in said(agree(client, rp.ask("openid")))


def test_who_is_not_known_well_enough_is_told_where_to_be_made_known_and_nothing_is_said_of_him(
    rp: RelyingParty,
) -> None:
    Person.objects.filter(pk=people.actor("linwan").id).update(level=1)
    page = follow(browser(), rp.ask("openid"))
    assert page.status_code == 403
    assert "政务服务大厅窗口办理实名核验" in page.content.decode()
    assert "error=unmet_authentication_requirements" in html.unescape(page.content.decode())


def test_a_sign_in_that_is_too_old_is_made_anew(rp: RelyingParty) -> None:
    client, path = browser(), rp.ask("openid", max_age=60)
    agree(client, path)
    assert "code" in said(follow(client, path))
    with time.held(time.now() + timedelta(seconds=90)):
        assert client.get(path)["Location"].startswith("/login/")
    assert client.get(rp.ask("openid", prompt="login"))["Location"].startswith("/login/")


def test_signing_out_ends_every_visit_and_its_tokens(rp: RelyingParty) -> None:
    client = browser()
    rp.exchange(agree(client, rp.ask())["Location"])
    client.post("/logout/")
    assert rp.userinfo().status_code == 401
    jobs.drain()
    assert Visit.objects.get().ended_at is not None


def test_a_consent_taken_back_ends_what_was_begun_and_is_seen(rp: RelyingParty) -> None:
    client = browser()
    rp.exchange(agree(client, rp.ask())["Location"])
    grant = Visit.objects.get().grant
    assert "消防业务系统" in client.get("/account/systems/").content.decode()
    assert browser("henainai").post(f"/account/systems/{grant.pk}/end/").status_code == 404
    client.post(f"/account/systems/{grant.pk}/end/")
    assert rp.userinfo().status_code == 401
    assert follow(client, rp.ask()).status_code == 200
    assert "已经收回的" in client.get("/account/systems/").content.decode()


def test_an_official_is_known_by_his_post_and_not_by_his_number(rp: RelyingParty) -> None:
    rp.exchange(agree(browser("hanlidong"), rp.ask("openid post id_number phone"))["Location"])
    known = rp.userinfo().json()
    assert (known["staff_number"], known["department"]["code"]) == ("LT0201", "fire-rescue")
    assert not {"id_number", "phone_number"} & set(known)


def test_a_system_that_was_stopped_enters_nobody_and_reads_nothing(rp: RelyingParty) -> None:
    client = browser()
    rp.exchange(agree(client, rp.ask())["Location"])
    actions.switch(people.actor("LT2012").with_proof(), "fire-safety", on=False, reason="合同到期")
    assert rp.userinfo().status_code == 401
    assert client.get(rp.ask()).status_code == 400


def test_signing_out_there_asks_once_here_and_then_goes_back(rp: RelyingParty) -> None:
    client = browser()
    token = rp.exchange(agree(client, rp.ask())["Location"])
    hint = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": SPEC.after_logout[0], "state": "s"}
    to: Any = client.post("/sso/logout/", hint)
    assert "id_token" not in to["Location"]
    assert "全部退出" in client.get(to["Location"]).content.decode()
    left: Any = client.post(to["Location"])
    assert left["Refresh"] == f"0; url={SPEC.after_logout[0]}?state=s"
    assert client.get("/account/systems/").status_code == 302
    bare: Any = client.post("/sso/logout/", {name: value for name, value in hint.items() if name != "state"})
    assert client.get(bare["Location"])["Location"] == SPEC.after_logout[0]
    stray: Any = client.post("/sso/logout/", {**hint, "post_logout_redirect_uri": "https://evil.example/"})
    assert stray.status_code == 400


def test_keys_change_with_overlap_and_a_known_key_at_once(rp: RelyingParty) -> None:
    first = rp.statement(rp.exchange(agree(browser(), rp.ask())["Location"])).header["kid"]
    system = Actor.system()
    actions.rotate_keys(system)
    published = [key["kid"] for key in rp.get(rp.told["jwks_uri"], withhold_token=True).json()["keys"]]
    assert first in published
    assert len(published) == 2
    SigningKey.objects.update(since=F("since") - timedelta(hours=2))
    token = rp.exchange(follow(browser(), rp.ask())["Location"])
    assert rp.statement(token).header["kid"] != first
    actions.rotate_keys(system, at_once=True)
    assert first not in [key["kid"] for key in rp.get(rp.told["jwks_uri"], withhold_token=True).json()["keys"]]


def test_who_signs_out_is_signed_out_in_the_browser_of_every_system_he_entered(rp: RelyingParty) -> None:
    Party.objects.filter(code="fire-safety").update(front_channel="https://fire.lanting.example/out")
    client = browser()
    rp.exchange(agree(client, rp.ask())["Location"])
    sid = rp.statement(rp.token)["sid"]
    page = client.post("/logout/")
    (frame,) = re.findall(r'<iframe src="([^"]+)"', page.content.decode())
    told = parse_qs(urlsplit(html.unescape(frame)).query)
    assert told == {"iss": [settings.TONGBAN.base_url], "sid": [sid]}
    assert "frame-src https://fire.lanting.example" in page.headers["Content-Security-Policy"]
    assert "<iframe" not in browser().post("/logout/").content.decode()
