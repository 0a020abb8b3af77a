"""What the interfaces answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tongban.doors.openapi import export
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.ledger import queries as ledger

from .conftest import CARD, SYSTEM, place_facts


def bearer(token: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_TONGBAN_PURPOSE": "case-handling"}


def test_anybody_finds_an_item_by_what_people_call_it(api: Client, item: Any) -> None:
    answer = api.get("/api/v1/items", {"q": "办借书证"}).json()
    assert [one["code"] for one in answer["items"]] == ["reader-card"]
    assert answer["items"][0]["themes"][0]["code"] == "person:065"
    assert answer["next"] == ""


def test_pages_follow_each_other_by_key_and_meet_every_item_once(api: Client, item: Any) -> None:
    for number in range(4):
        catalogue.publish(SYSTEM, {**CARD, "code": f"card-{number}", "title": f"借书证{number}"})
    seen: list[str] = []
    after = ""
    while True:
        page = api.get("/api/v1/items", {"limit": 2, "after": after}).json()
        seen += [one["code"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert sorted(seen) == ["card-0", "card-1", "card-2", "card-3", "reader-card"]


def test_an_item_says_its_whole_guide_and_form(api: Client, item: Any) -> None:
    one = api.get("/api/v1/items/reader-card").json()
    assert one["promise"] == {"value": "2 working days", "zh": "2 个工作日"}
    assert one["edition"]["number"] == 1
    assert one["form"]["properties"]["card"]["properties"]["branch"]["title"] == "常去的分馆"
    assert one["process"][0]["limit"]["zh"] == "1 个工作日"
    assert one["offered"] is True
    assert {"name": "承诺办结时限", "text": "2 个工作日"} in one["elements"]


def test_a_material_says_how_it_need_not_be_handed_in(api: Client, item: Any) -> None:
    card = {"title": "居民身份证", "instead": [{"licence": "identity-card"}]}
    catalogue.publish(SYSTEM, {**CARD, "code": "card-9", "materials": {"card": card}})
    one = api.get("/api/v1/items/card-9").json()["materials"][0]
    assert one["instead"] == [{"way": "licence", "title": "调取本人的电子证照", "when": ""}]


def test_a_suspended_item_is_shown_with_its_reason(api: Client, item: Any) -> None:
    catalogue.withdraw_item(SYSTEM, "reader-card", manner="suspend", reason="系统升级")
    one = api.get("/api/v1/items/reader-card").json()
    assert one["offered"] is False
    assert "系统升级" in one["reason"]


def test_an_unchanged_item_is_not_sent_again(api: Client, item: Any) -> None:
    first = api.get("/api/v1/items/reader-card")
    second = api.get("/api/v1/items/reader-card", HTTP_IF_NONE_MATCH=first["ETag"])
    assert second.status_code == 304
    assert second.content == b""
    catalogue.publish(SYSTEM, {**CARD, "alias": ["办借书证", "图书证"]})
    assert api.get("/api/v1/items/reader-card", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_head_is_a_get_without_its_body(api: Client, item: Any) -> None:
    answer = api.head("/api/v1/items/reader-card")
    assert answer.status_code == 200
    assert answer["ETag"] == api.get("/api/v1/items/reader-card")["ETag"]


def test_an_unknown_licence_code_says_what_to_check(api: Client, db: None) -> None:
    answer = api.get("/api/v1/licences/verify/NOSUCHCODE12")
    assert answer.status_code == 404
    assert answer.json()["code"] == "no-such-licence"


def test_a_department_reads_its_case_and_the_look_is_recorded(api: Client, case: Any, token: str) -> None:
    one = api.get(f"/api/v1/cases/{case.number}", **bearer(token)).json()
    assert one["state"] == "submitted"
    assert one["data"] == {"card": {"branch": "望舒分馆"}}
    last = ledger.timeline(case.subject)[-1]
    assert (last.kind, last.actor["kind"], last.actor["name"]) == ("cases.CaseLooked", "client", "文旅业务系统")


def test_another_department_learns_nothing_not_even_that_the_case_exists(api: Client, case: Any, stranger: str) -> None:
    there = api.get(f"/api/v1/cases/{case.number}", **bearer(stranger))
    nowhere = api.get("/api/v1/cases/LT-20990101-000001", **bearer(stranger))
    assert there.status_code == nowhere.status_code == 404
    assert there.json() == nowhere.json()


def test_changes_begin_with_the_submission_and_never_repeat(api: Client, case: Any, token: str) -> None:
    first = api.get("/api/v1/cases", **bearer(token)).json()
    assert [one["kind"] for one in first["changes"]] == ["cases.CaseSubmitted"]
    assert first["changes"][0]["number"] == case.number
    again = api.get("/api/v1/cases", {"since": first["next"]}, **bearer(token)).json()
    assert again == {"changes": [], "next": first["next"]}
    api.get(f"/api/v1/cases/{case.number}", **bearer(token))
    place_facts()
    more = api.get("/api/v1/cases", {"since": first["next"]}, **bearer(token)).json()
    assert [one["kind"] for one in more["changes"]] == ["cases.CaseLooked"]


def test_changes_of_other_departments_stay_away(api: Client, case: Any, stranger: str) -> None:
    answer = api.get("/api/v1/cases", **bearer(stranger)).json()
    assert answer["changes"] == []
    assert answer["next"] > 0


def test_small_pages_of_changes_meet_every_change_once(api: Client, case: Any, token: str) -> None:
    for _ in range(5):
        api.get(f"/api/v1/cases/{case.number}", **bearer(token))
    place_facts()
    seen: list[int] = []
    since = 0
    while True:
        page = api.get("/api/v1/cases", {"since": since, "limit": 2}, **bearer(token)).json()
        seen += [one["position"] for one in page["changes"]]
        if page["next"] == since:
            break
        since = page["next"]
    assert len(seen) == len(set(seen)) == 6


def test_the_served_description_is_the_committed_one(api: Client) -> None:
    served = api.get("/api/v1/openapi.json")
    assert served.content.decode() == export.FILE.read_text("utf-8")
    assert json.loads(served.content)["openapi"].startswith("3.1")


@pytest.mark.parametrize("text", ["listItems", "getCase", "cases:read", "problem-token-needed", "curl -s"])
def test_the_reference_page_tells_it_all(api: Client, db: None, text: str) -> None:
    assert text in api.get("/api/docs/").content.decode()
