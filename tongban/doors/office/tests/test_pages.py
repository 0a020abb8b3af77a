"""What operators and supervisors meet in the office, and who is kept out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases

CODE = "old-age-allowance"
PAGES = [
    "/office/", "/office/items/", f"/office/items/{CODE}/", f"/office/items/{CODE}/editions/1/",
    f"/office/items/{CODE}/changes/", "/office/organisation/", "/office/figures/", "/office/figures/prefill/",
    "/office/revisions/", "/office/guides/",
    "/office/guides/?rule=faq&department=civil-affairs", "/office/uses/?kind=desk&name=welfare",
]  # fmt: skip
OPERATING = ["/office/revisions/new/", f"/office/revisions/new/?kind=change&item={CODE}"]
OVERSEEING = ["/office/ledger/", "/office/supervision/"]


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(identity.account_by_name(username))
    return client


@pytest.fixture
def operator(lanting: None) -> Client:
    return signed_in("LT0011")


@pytest.fixture
def supervisor(lanting: None) -> Client:
    return signed_in("LT0012")


@pytest.fixture
def reviewer(lanting: None) -> Client:
    return signed_in("LT0101")


@pytest.fixture
def citizen(lanting: None) -> Client:
    return signed_in("linwan")


def test_every_page_opens_for_whom_it_is_made(operator: Client, supervisor: Client) -> None:
    for path in (*PAGES, *OPERATING):
        assert operator.get(path).status_code == 200, path
    for path in (*PAGES, *OVERSEEING):
        assert supervisor.get(path).status_code == 200, path


def test_nobody_else_gets_in(reviewer: Client, citizen: Client, operator: Client, supervisor: Client) -> None:
    for path in (*PAGES, *OPERATING, *OVERSEEING):
        assert reviewer.get(path).status_code == 403, path
        assert citizen.get(path).status_code == 403, path
        assert Client().get(path).headers["Location"].startswith("/login/"), path
    for path in OPERATING:
        assert supervisor.get(path).status_code == 403, path
    for path in OVERSEEING:
        assert operator.get(path).status_code == 403, path


def test_every_address_of_the_office_asks_who_is_there(lanting: None) -> None:
    patterns = next(p for p in get_resolver().url_patterns if str(p.pattern) == "office/").url_patterns
    card = "00000000-0000-7000-8000-000000000000"
    values = {"code": CODE, "number": "1", "place": "1", "verb": "send", "card": card, "figure": "online"}
    values |= {"opening": card, "official": card, "holding": "1", "system": card, "finding": card}
    for pattern in patterns:
        path = "/office/" + "".join(_filled(str(pattern.pattern), values))
        answers = {Client().get(path).status_code, Client().post(path).status_code}
        assert answers <= {302, 401, 403, 405}, path  # what is sent is kept through signing in (401)


def _filled(pattern: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        for converter in ("slug", "int", "str", "uuid"):
            pattern = pattern.replace(f"<{converter}:{name}>", value)
    return pattern


@pytest.mark.parametrize("query", ["before=9", "after=99999999999", "before=x&after=²"])
def test_an_edition_that_never_was_is_not_found_or_ignored(operator: Client, query: str) -> None:
    assert operator.get(f"/office/items/{CODE}/changes/?{query}").status_code in (200, 404)


def _case() -> Any:
    linwan = identity.account_by_name("linwan")
    assert linwan is not None
    firm = identity.organisations_of(linwan.person_id).first()
    me = identity.actor_for(linwan, door="portal", on_behalf=firm.subject)
    draft = cases.start(me, "food-business-licence", "999001")
    # The desk's own tests submit; here a number is all a supervisor needs.
    type(draft).objects.filter(pk=draft.pk).update(number="LT-20260101-000001", state="submitted")
    return draft


def test_a_supervisor_reads_every_fact_and_his_look_becomes_the_last(supervisor: Client) -> None:
    case = _case()
    html = supervisor.get("/office/ledger/LT-20260101-000001/").content.decode()
    last = ledger.timeline(case.subject)[-1]
    assert (last.kind, last.actor["name"]) == ("cases.CaseLooked", "严正言")
    assert bytes(last.hash).hex() in html
    assert "没有缺少，也没有改动" in html


def test_a_changed_row_is_named(supervisor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    case = _case()
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update ledger_fact set line = replace(line, 'food', 'fake') where subject = %s", [case.subject])
        cursor.execute("set local session_replication_role = default")
    html = supervisor.get("/office/ledger/LT-20260101-000001/").content.decode()
    assert "链条不完整" in html


def test_an_unknown_number_is_not_found_without_a_word_more(supervisor: Client) -> None:
    assert supervisor.get("/office/ledger/LT-29990101-000001/").status_code == 404
    assert supervisor.get("/office/ledger/%00/").status_code == 404


def test_recent_facts_are_paged_by_their_numbers_and_filtered_by_kind(supervisor: Client) -> None:
    html = supervisor.get("/office/ledger/?kind=catalogue.EditionPublished").content.decode()
    assert "发布事项版本" in html
    assert supervisor.get("/office/ledger/?before=5").status_code == 200
    assert supervisor.get("/office/ledger/?before=²&kind=nothing").status_code == 200


def test_the_organisation_shows_who_stands_where(operator: Client) -> None:
    html = operator.get("/office/organisation/").content.decode()
    assert "周济" in html
    assert "综合受理窗口" in html
    assert "澜汀市公安局交通警察支队" in html


def test_the_organisation_asks_few_questions(operator: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(25):
        operator.get("/office/organisation/")


