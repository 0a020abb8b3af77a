"""What single sign-on refuses, and how: never an address that is not registered, never a way around a proof."""

from __future__ import annotations

import json
import secrets
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from tongban.doors.sso.tests.conftest import BACK, KEY, RelyingParty, agree, browser
from tongban.kernel import time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("party")]
GOOD = {
    "client_id": "fire-safety", "redirect_uri": BACK, "response_type": "code", "scope": "openid profile", "state": "s",
    "code_challenge": "c" * 43, "code_challenge_method": "S256",
}  # fmt: skip
ASSERTED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def ask(**changed: Any) -> Any:
    said = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    return Client().get(f"/sso/authorize/?{urlencode(said, doseq=True)}")


def assertion(key: Any = KEY, header: Any = None, **changed: Any) -> str:
    now = int(time.ticking())
    said = {
        "iss": "fire-safety", "sub": "fire-safety", "aud": settings.TONGBAN.base_url, "iat": now, "exp": now + 60,
        "jti": secrets.token_hex(8), **changed,
    }  # fmt: skip
    kept = {name: value for name, value in said.items() if value is not None}
    head = header or {"alg": "ES256", "kid": "fire-1"}
    return jwt.encode(head, kept, key, algorithms=[head["alg"]])


def call(text: str, **more: str) -> Any:
    said = {"grant_type": "authorization_code", "code": "x", "client_assertion_type": ASSERTED}
    return Client().post("/sso/token/", urlencode({**said, "client_assertion": text, **more}), FORM)


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "nobody"}, {"client_id": None}, {"client_id": "x\x00"}, {"redirect_uri": None},
        {"redirect_uri": BACK + "/"}, {"redirect_uri": BACK.replace("https", "http")},
        {"redirect_uri": BACK + "?a=b"}, {"redirect_uri": "https://fire.lanting.example.evil.example/callback"},
        {"redirect_uri": BACK.upper()}, {"request_uri": "urn:ietf:params:oauth:request_uri:guessed"},
        {"request_uri": "https://evil.example/request"},
    ],
)  # fmt: skip
def test_who_is_not_sure_is_sent_nowhere(changed: Any) -> None:
    answer = ask(**changed)
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert "没有向它提供您的任何信息" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "openid address"}, "invalid_scope"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"request": "e30.e30."}, "request_not_supported"),
        ({"claims": "{}"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"scope": ["openid", "openid"]}, "invalid_request"),
        ({"nonce": "n" * 501}, "invalid_request"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_the_word_for_it(changed: Any, error: str) -> None:
    answer = ask(**changed)
    assert answer.status_code == 303
    back = parse_qs(urlsplit(answer["Location"]).query)
    assert (back["error"], back["state"], back["iss"]) == ([error], ["s"], [settings.TONGBAN.base_url])


def test_a_system_is_known_by_a_fresh_assertion_that_came_once(rp: RelyingParty) -> None:
    text = assertion()
    assert call(text).json()["error"] == "invalid_grant"  # known; it is the code that is wrong
    assert call(text).json()["error_description"] == "assertion: jti came before"


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "https://evil.example"}, {"aud": None}, {"iss": "other"}, {"sub": "other"}, {"jti": None},
        {"exp": 1}, {"exp": None}, {"exp": 9_999_999_999}, {"iat": 9_999_999_999}, {"exp": "soon"}, {"jti": "a"},
    ],
)  # fmt: skip
def test_an_assertion_that_does_not_fit_is_refused(changed: Any) -> None:
    answer = call(assertion(**changed))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_another_key_a_shared_secret_and_no_signature_are_refused() -> None:
    public = OctKey.import_key(json.dumps(KEY.as_dict(private=False)))
    forged = [
        assertion(ECKey.generate_key("P-256", private=True)),
        assertion(public, {"alg": "HS256", "kid": "fire-1"}),
        assertion()[: assertion().rindex(".") + 1],
        "", "a.b.c",
    ]  # fmt: skip
    for text in forged:
        assert call(text).json()["error"] == "invalid_client"
    plain = Client().post("/sso/token/", urlencode({"client_id": "fire-safety", "client_secret": "x"}), FORM)
    assert plain.json()["error"] == "invalid_client"


def test_nothing_secret_is_taken_from_an_address(rp: RelyingParty) -> None:
    rp.exchange(agree(browser(), rp.ask())["Location"])
    token = rp.token["access_token"]
    assert Client().get(f"/sso/userinfo/?access_token={token}").status_code == 401
    assert Client().post("/sso/userinfo/", {"access_token": token}).status_code == 401
    assert Client().post(f"/sso/token/?client_assertion={assertion()}").json()["error"] == "invalid_request"


def test_consent_counts_only_from_our_own_page_and_for_what_was_asked(rp: RelyingParty) -> None:
    strict, query = Client(enforce_csrf_checks=True), rp.ask().partition("?")[2]
    strict.cookies = browser().cookies
    assert strict.post("/sso/consent/", {"q": query, "answer": "all"}).status_code == 403
    back = agree(browser(), rp.ask("openid profile"), "some", item=["profile", "id_number"])
    rp.exchange(back["Location"])
    assert "masked" in rp.userinfo().json()
    assert "id_number" in rp.userinfo().json()["masked"]


def test_every_answer_to_a_system_is_kept_by_nobody(rp: RelyingParty) -> None:
    for answer in (call(assertion()), Client().get("/sso/userinfo/"), ask()):
        assert "no-store" in answer["Cache-Control"]
