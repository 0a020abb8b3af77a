"""What every request passes: headers, who is standing there, refusals in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory

from tongban.doors.parts import pages
from tongban.registers.identity import queries as identity
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def signed_in(account: str, behalf: str = "") -> Client:
    client = Client()
    client.force_login(identity.account_by_name(account))
    session = client.session
    session["behalf"] = behalf
    session.save()
    return client


def test_every_answer_carries_the_strict_policy_and_a_request_number(client: Client) -> None:
    for address in ("/", "/login/", "/v/", "/nothing-here/", "/my/"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["Permissions-Policy"]
        assert len(answer["X-Request-Id"]) >= 8


def test_a_given_request_number_is_kept_unless_it_is_strange(client: Client) -> None:
    assert client.get("/", headers={"X-Request-Id": "abcd-1234-efgh"})["X-Request-Id"] == "abcd-1234-efgh"
    assert client.get("/", headers={"X-Request-Id": "<script>"})["X-Request-Id"] != "<script>"


def test_a_signed_in_page_is_kept_by_no_cache() -> None:
    assert "no-store" in signed_in("linwan").get("/my/")["Cache-Control"]


def test_nobody_is_sent_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/my/cases/?before=x")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=%2Fmy%2Fcases%2F%3Fbefore%3Dx"


def test_a_program_is_told_in_problem_json(client: Client) -> None:
    answer = client.get("/my/", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "sign-in-first"


def test_one_acts_for_a_company_only_with_a_mandate() -> None:
    mine, others = people.owner().on_behalf, f"organisation/{_foreign_company()}"
    assert signed_in("linwan", mine).get("/my/").context["actor"].on_behalf == mine
    assert signed_in("linwan", others).get("/my/").context["actor"].on_behalf == ""


def test_switching_to_a_company_without_mandate_is_refused_in_words() -> None:
    client = signed_in("linwan")
    answer = client.post("/identity/", {"behalf": f"organisation/{_foreign_company()}"})
    assert answer.status_code == 403
    assert "授权" in answer.content.decode()


def test_a_closed_account_is_signed_out_with_the_next_request() -> None:
    from tongban.registers.identity import actions

    client = signed_in("linwan")
    actions.close_account(people.SYSTEM, identity.account_by_name("linwan").pk)
    assert client.get("/my/")["Location"].startswith("/login/")


def test_a_missing_safety_token_is_explained_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/modes/", {"elder": "1"})
    assert answer.status_code == 403
    assert "没有执行" in answer.content.decode()


def test_signing_in_goes_where_one_wanted_but_never_off_the_site(client: Client) -> None:
    _password("linwan", "mian-guan-2026-li")
    given = {"username": "linwan", "password": "mian-guan-2026-li"}
    assert client.post("/login/", given | {"next": "/my/cases/"})["Location"] == "/my/cases/"
    assert Client().post("/login/", given | {"next": "https://evil.example/"})["Location"] == "/my/"


def test_a_wrong_password_says_neither_what_was_wrong_nor_loses_the_name(client: Client) -> None:
    answer = client.post("/login/", {"username": "linwan", "password": "no"})
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "账号或密码不正确" in page
    assert 'value="linwan"' in page


def test_guessing_passwords_slows_down(client: Client) -> None:
    seen = [client.post("/login/", {"username": "linwan", "password": f"no{n}"}).status_code for n in range(7)]
    assert seen[-1] == 429


def test_display_modes_are_kept_and_lead_back(client: Client) -> None:
    answer = client.post("/modes/", {"elder": "1", "size": "xl", "contrast": "high", "next": "/v/"})
    assert answer["Location"] == "/v/"
    page = client.get("/v/").content.decode()
    assert "data-elder" in page
    assert 'data-size="xl"' in page
    assert 'data-contrast="high"' in page
    client.post("/modes/", {"elder": "0", "size": "<x>"})
    page = client.get("/v/").content.decode()
    assert "data-elder" not in page
    assert 'data-size="xl"' in page


def test_signing_out_needs_a_post_and_forgets_who_one_was() -> None:
    client = signed_in("linwan")
    opened = client.get("/logout/")
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "不能直接打开" in opened.content.decode()  # an address that is typed or reloaded is no empty page
    assert client.post("/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/my/").status_code == 302


def test_what_is_refused_leaves_a_line_that_says_who_asked(caplog: pytest.LogCaptureFixture) -> None:
    client = signed_in("linwan")
    with caplog.at_level("WARNING", "django.request"):
        assert client.get("/desk/").status_code == 403
        assert client.get("/my/cases/LT-19990101-000001/").status_code == 404
    said: list[Any] = [record for record in caplog.records if record.name == "django.request"]
    routes = [(one.status_code, one.request.resolver_match.route) for one in said]
    assert routes == [(403, "desk/"), (404, "my/cases/<str:number>/")]
    assert {one.request.actor.principal for one in said} == {identity.account_by_name("linwan").holder}


def test_every_page_of_somebody_signed_in_offers_to_sign_out() -> None:
    for who, address in (("linwan", "/my/"), ("LT0101", "/desk/"), ("LT2012", "/office/accounts/")):
        assert 'action="/logout/"' in signed_in(who).get(address).content.decode(), address


def _foreign_company() -> Any:
    name = people.read("companies")["shiguang"][0]
    other = identity.account_by_name("zhangxiaohe")
    return next(o.pk for o in identity.organisations_of(other.person_id) if o.name == name)


def _password(account: str, password: str) -> None:
    from tongban.registers.identity import actions

    actions.change_password(people.SYSTEM, identity.account_by_name(account).pk, password)


def test_while_the_database_is_away_pages_say_come_back_in_a_moment() -> None:
    rf = RequestFactory()
    for error, status in ((OperationalError("gone"), 503), (InterfaceError("closed"), 503), (ValueError("x"), 500)):
        try:
            raise error
        except Exception:
            page, told = pages.server_error(rf.get("/")), pages.server_error(rf.get("/api/v1/items"))
        assert page.status_code == told.status_code == status
        assert (page.headers.get("Retry-After") == "5") is (status == 503)
        assert told.headers["Content-Type"] == "application/problem+json"
