"""The page of the wires: who sees it, and clearing what is stuck."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange.models import Delivery
from tongban.registers.identity import queries as identity
from tools import people

PATH = "/office/exchange/"


@pytest.fixture
def operator(town: None) -> Client:
    client = Client()
    client.force_login(identity.account_by_name("LT0011"))
    return client


@pytest.fixture
def dead(town: None) -> Any:
    case = people.accepted(**{"premises.area": "320"})
    people.sign(case, "check")
    people.settled(case)
    Delivery.objects.update(state="dead", tries=8, error="HTTP 404")
    return Delivery.objects.get()


def test_an_operator_sees_every_wire_and_a_supervisor_is_told_where_to_go(operator: Client) -> None:
    assert "消防监督管理系统" in operator.get(PATH).content.decode()
    other = Client()
    other.force_login(identity.account_by_name("LT0012"))
    assert other.get(PATH).status_code == 403


def test_a_dead_letter_is_sent_again_or_given_up_with_a_reason(operator: Client, dead: Any) -> None:
    assert dead.number in operator.get(PATH).content.decode()
    path = f"{PATH}letters/{dead.event}/"
    assert operator.post(path, {"do": "resend", "reason": ""}).status_code == 422
    assert operator.post(path, {"do": "resend", "reason": "已修好"}).status_code == 302
    assert Delivery.objects.get().state == "waiting"
    assert operator.post(path, {"do": "discard", "reason": "不再需要"}).status_code == 409


def test_what_is_in_quarantine_is_named_and_put_aside(operator: Client, dead: Any) -> None:
    row = exchange.arrive(people.SYSTEM, wires.endpoint("fire-safety"), "m-1", b"{}")
    from tongban.journey import acts

    acts.judge(str(row.pk))
    page = operator.get(PATH).content.decode()
    assert "specversion" in page
    assert operator.post(f"{PATH}arrivals/{row.pk}/", {"do": "again", "reason": "再看一次"}).status_code == 302
    assert operator.post(f"{PATH}arrivals/{row.pk}/", {"do": "dismiss", "reason": "发错"}).status_code == 302
    assert wires.arrival(str(row.pk)).state == "dismissed"


def test_a_wire_is_taken_out_of_service_and_put_back(operator: Client, town: None) -> None:
    assert operator.post(f"{PATH}fire-safety/state/", {"do": "off", "reason": "升级"}).status_code == 302
    assert "已停用" in operator.get(PATH).content.decode()
    assert operator.post(f"{PATH}fire-safety/state/", {"do": "on"}).status_code == 302
    assert wires.endpoint("fire-safety").state == "on"


def test_another_system_is_connected_changed_and_given_a_new_secret_that_is_shown_once(operator: Client) -> None:
    known = wires.endpoint("fire-safety")
    said = {
        "code": "health", "title": "卫生监督系统", "department": known.department, "desks": known.desks, "kind": "rest",
        "address": "https://health.example/", "signer": known.signer, "fields": "premises applicant.name",
    }  # fmt: skip
    assert "消防安全检查岗<span" in operator.get(f"{PATH}new/").content.decode()
    page = operator.post(f"{PATH}new/", said)
    made = wires.endpoint("health")
    assert made.secret in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert made.fields == ["premises", "applicant.name"]
    assert operator.post(f"{PATH}health/", {**said, "title": "卫生系统"}).status_code == 302
    assert (wires.endpoint("health").title, wires.endpoint("health").secret) == ("卫生系统", made.secret)
    page = operator.post(f"{PATH}health/secret/", {"days": "3", "key": "k-1"})
    changed = wires.endpoint("health")
    assert changed.secret in page.content.decode()
    assert changed.former == made.secret != changed.secret
    operator.post(f"{PATH}health/secret/", {"days": "3", "key": "k-1"})
    assert wires.endpoint("health").secret == changed.secret
    assert changed.secret not in operator.get(f"{PATH}health/").content.decode()


def test_what_does_not_fit_is_named_beside_its_field_and_nothing_typed_is_lost(operator: Client) -> None:
    page = operator.post(f"{PATH}new/", {"code": "fire-safety", "title": "另一个", "kind": "rest"})
    text = page.content.decode()
    assert [one for one in ("请选择部门", "至少选择一个岗位", "另一个") if one not in text] == []
    known = wires.endpoint("fire-safety")
    said = {"title": "另一个", "department": known.department, "desks": known.desks, "signer": known.signer}
    for code, kind, address, sentence in (
        ("fire-safety", "folder", "", "已经有接入系统在用"), ("../x", "folder", "", "小写字母"),
        ("x", "rest", "http://10.0.0.1/", "不能连接"),
    ):  # fmt: skip
        page = operator.post(f"{PATH}new/", {**said, "code": code, "kind": kind, "address": address})
        assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert wires.find("x") is None
    assert wires.endpoint("fire-safety").title == known.title
