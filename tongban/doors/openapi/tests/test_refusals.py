"""How the interfaces refuse."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.doors.openapi import guard
from tongban.kernel.errors import Invalid
from tongban.registers.identity import actions as identity
from tongban.registers.ledger import queries as ledger
from tongban.registers.sources.models import Use

from .conftest import SYSTEM

PROBLEM = "application/problem+json"


def said(answer: Any, status: int, code: str) -> None:
    """A refusal in words: what happened and what next."""
    assert answer.status_code == status
    assert answer["Content-Type"].startswith(PROBLEM)
    content = answer.json()
    assert (content["status"], content["code"]) == (status, code)
    assert content["detail"].endswith("。")
    assert content["next_step"].endswith("。")


def test_a_case_needs_a_token(api: Client, db: None) -> None:
    answer = api.get("/api/v1/cases/LT-20261122-000187")
    said(answer, 401, "token-needed")
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic eDp5", "Bearer " + "x" * 5000, "bearer\ttb_1"])
def test_a_wrong_token_is_no_token(api: Client, db: None, header: str) -> None:
    said(api.get("/api/v1/cases", HTTP_AUTHORIZATION=header), 401, "token-needed")


def test_a_revoked_token_is_no_token_at_once(api: Client, departments: None) -> None:
    client, token = identity.add_client(SYSTEM, "旧系统", ["cases:read"], "reading", ["case-handling"])
    asked = {"HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_TONGBAN_PURPOSE": "case-handling"}
    assert api.get("/api/v1/cases", **asked).status_code == 200
    identity.revoke_client(SYSTEM, client.pk)
    said(api.get("/api/v1/cases", **asked), 401, "token-needed")


def test_a_token_without_the_scope_is_told_which_one(api: Client, departments: None) -> None:
    _, token = identity.add_client(SYSTEM, "大屏", [], "reading")
    answer = api.get("/api/v1/cases", HTTP_AUTHORIZATION=f"Bearer {token}", HTTP_TONGBAN_PURPOSE="case-handling")
    said(answer, 403, "scope-needed")
    assert "cases:read" in answer.json()["detail"]


def test_a_signed_in_session_opens_no_interface(api: Client, case: Any) -> None:
    from tongban.registers.identity.queries import account_by_name

    api.force_login(account_by_name("duzhe"))
    said(api.get(f"/api/v1/cases/{case.number}"), 401, "token-needed")


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/nothing", "/api/v2/items", "/api/v1/items/a/b"])
def test_an_unknown_address_says_where_the_reference_is(api: Client, db: None, path: str) -> None:
    said(api.get(path), 404, "no-such-address")


def test_an_unknown_item(api: Client, db: None) -> None:
    said(api.get("/api/v1/items/no-such-item"), 404, "no-such-item")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_written_here(api: Client, db: None, method: str) -> None:
    answer = getattr(api, method)("/api/v1/items")
    said(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "GET"


def test_only_json_is_spoken(api: Client, db: None) -> None:
    said(api.get("/api/v1/items", HTTP_ACCEPT="text/html"), 406, "not-acceptable")
    assert api.get("/api/v1/items", HTTP_ACCEPT="text/html,*/*;q=0.1").status_code == 200


def test_a_large_body_is_refused_before_it_is_read(api: Client, db: None) -> None:
    said(api.generic("GET", "/api/v1/items", b"x" * 70_000, content_type="application/json"), 413, "too-large")


def test_a_long_address_is_refused(api: Client, db: None) -> None:
    said(api.get("/api/v1/items", {"q": "长" * 2000}), 414, "address-too-long")


@pytest.mark.parametrize("path", ["/api/v1/items?q=%00", "/api/v1/items/a%00b", "/api/v1/licences/verify/%00"])
def test_a_nul_is_refused_before_the_database_sees_it(api: Client, db: None, path: str) -> None:
    said(api.get(path), 400, "bad-request")


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=0", "limit"), ("limit=9999999999999999999999", "limit"), ("limit=x", "limit"),
     ("audience=cat", "audience"), ("after=²:a", "after"), ("theme=1", "theme"), ("q=" + "a" * 101, "q")],
)  # fmt: skip
def test_a_wrong_parameter_is_named_with_what_to_do(api: Client, db: None, query: str, field: str) -> None:
    answer = api.get(f"/api/v1/items?{query}")
    said(answer, 422, "invalid")
    assert [one["field"] for one in answer.json()["problems"]] == [field]


def test_who_asks_too_often_is_told_when_to_come_back(api: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "meter", guard.Meter(most=2))
    for _ in range(2):
        assert api.get("/api/v1/items").status_code == 200
    answer = api.get("/api/v1/items")
    said(answer, 429, "too-many-requests")
    assert 1 <= int(answer["Retry-After"]) <= 60


def test_what_breaks_inside_is_told_without_its_insides(api: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret path /etc")

    monkeypatch.setattr("tongban.registers.catalogue.queries.items", breaks)
    answer = api.get("/api/v1/items")
    said(answer, 500, "broken")
    assert "secret" not in answer.content.decode()


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANY = st.text(max_size=40)


@FUZZ
@given(q=ANY, theme=ANY, audience=ANY, department=ANY, after=ANY, limit=st.one_of(ANY, st.integers().map(str)))
def test_no_question_about_items_breaks_the_house(api: Client, item: Any, **query: str) -> None:
    guard.meter.counts.clear()
    answer = api.get("/api/v1/items", {name: text.encode("utf-8", "surrogatepass") for name, text in query.items()})
    assert answer.status_code in (200, 400, 414, 422), answer.content


@FUZZ
@given(q=ANY, theme=st.sampled_from(["", "065"]), audience=st.sampled_from(["", "person", "company"]), department=ANY,
       after=st.from_regex(r"\A([0-9]{1,2}:[a-z0-9-]{1,60})?\Z"), limit=st.integers(1, 100))  # fmt: skip
def test_well_formed_questions_about_items_are_answered(api: Client, item: Any, **query: Any) -> None:
    guard.meter.counts.clear()
    assert api.get("/api/v1/items", query).status_code in (200, 400, 422)


@FUZZ
@given(path=st.one_of(ANY, st.binary(max_size=30).map(lambda raw: "".join(f"%{byte:02x}" for byte in raw))),
       root=st.sampled_from(["items", "cases", "licences/verify", "licences", ""]),
       accept=st.sampled_from(["application/json", "*/*", "a", "", ";;=/,"]))  # fmt: skip
def test_no_address_breaks_the_house(api: Client, item: Any, path: str, root: str, accept: str) -> None:
    guard.meter.counts.clear()
    raw = "".join(c if c == "%" else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass")) for c in path)
    answer = api.get(f"/api/v1/{root}/{raw}", HTTP_ACCEPT=accept)
    assert answer.status_code < 500
    assert answer["Content-Type"].split(";")[0] in ("application/json", PROBLEM)


def test_a_call_names_a_purpose_its_system_was_admitted_for_and_the_applicant_reads_it(
    api: Any, token: str, case: Any
) -> None:
    asked = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    for address in ("/api/v1/cases", f"/api/v1/cases/{case.number}"):
        answer = api.get(address, **asked)
        said(answer, 400, "purpose-needed")
        assert "case-handling（办理本部门受理的事项）" in answer.json()["next_step"]
        for wrong in ("statistics", "anything", "x" * 5000):
            said(api.get(address, **asked, HTTP_TONGBAN_PURPOSE=wrong), 403, "purpose-not-admitted")
    assert not Use.objects.filter(holder=case.applicant).exists()
    assert api.get(f"/api/v1/cases/{case.number}", **asked, HTTP_TONGBAN_PURPOSE="case-handling").status_code == 200
    assert "用途：办理本部门受理的事项" in Use.objects.get(holder=case.applicant).basis
    assert ledger.timeline(case.subject)[-1].actor["purpose"] == "case-handling"


def test_who_reads_cases_says_what_for_before_he_is_let_in(departments: None) -> None:
    with pytest.raises(Invalid, match="用途"):
        identity.add_client(SYSTEM, "不说用途的系统", ["cases:read"], "reading")
    with pytest.raises(Invalid, match="用途"):
        identity.add_client(SYSTEM, "另编用途的系统", ["cases:read"], "reading", ["curiosity"])
