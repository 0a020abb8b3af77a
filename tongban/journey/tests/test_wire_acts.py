"""What comes back: what becomes an act of a case, and what is put in quarantine and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.journey import acts
from tongban.kernel import time, wall, webhook
from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange.kinds import EndpointSpec
from tongban.registers.exchange.models import Arrival
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.tasks import queries as tasks
from tools import people

from .wire import CODE, Site, large, site

__all__ = ["large", "site"]

PATH = f"/api/v1/exchange/{CODE}/events"


@pytest.fixture
def asked(site: Site, large: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """A case with its step at the fire brigade's system, and the event that put it there."""
    case = large()
    site.deliver()
    line = site.received()[-1]
    return case, {"id": line["event"], "data": line["data"]}


def opinion(site: Site, event: dict[str, Any], **other: Any) -> dict[str, Any]:
    act = site.department.opinion(event, "well")
    act["data"] |= other
    return act


def post(site: Site, act: Any, *, key: str = "", secret: str = "", at: float | None = None) -> Any:
    body = act if isinstance(act, bytes) else json.dumps(act).encode()
    key = key or (act["id"] if isinstance(act, dict) else "k")
    headers = webhook.headers([secret or site.wire.secret], key, body, at)
    said = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    client = Client(raise_request_exception=False)
    return client.post(PATH, body, content_type="application/cloudevents+json", **said)


def step(case: Any, name: str = "fire-opinion") -> Any:
    return next(one for one in approvals.lanes(people.fresh(case)) if one.step == name)


def unchanged(case: Any, before: int) -> None:
    """Nothing of the case moved, nothing was recorded about it."""
    assert step(case).state == "open"
    assert not step(case).opinions
    assert len(ledger.timeline(case.subject)) == before


def refused(answer: Any, field: str) -> None:
    """It was answered with the field's name, kept in quarantine, and somebody has it on his desk."""
    assert answer.status_code == 422, answer.content.decode()
    assert answer["Content-Type"].startswith("application/problem+json")
    assert field in [one["field"] for one in answer.json()["problems"]]
    row = Arrival.objects.get()
    assert row.state == "quarantined"
    from tongban.kernel import jobs

    jobs.run_owed(row.endpoint.subject)
    assert tasks.open_of(row.endpoint.subject, "exchange", "quarantine")


def test_an_opinion_from_the_departments_system_is_signed_by_its_post(site: Site, asked: Any) -> None:
    case, event = asked
    answer = post(site, opinion(site, event))
    assert answer.status_code == 200, answer.content.decode()
    lane = step(case)
    assert lane.state == "agreed"
    (signed,) = lane.opinions
    assert signed.name == "韩立冬（消防监督管理系统）"
    assert signed.department == identity.department("fire-rescue").name
    kinds = [row.kind for row in ledger.timeline(case.subject)]
    assert "exchange.ActTaken" in kinds
    assert answer.json()["case"] == case.number


def test_a_repeat_gets_the_stored_answer_and_nothing_happens_twice(site: Site, asked: Any) -> None:
    case, event = asked
    act = opinion(site, event)
    first = post(site, act)
    for _ in range(3):
        again = post(site, act)
        assert (again.status_code, again.content) == (200, first.content)
    assert len(step(case).opinions) == 1
    assert Arrival.objects.count() == 1


def test_the_same_id_with_another_content_is_refused(site: Site, asked: Any) -> None:
    case, event = asked
    act = opinion(site, event)
    post(site, act)
    answer = post(site, {**act, "data": {**act["data"], "text": "另一个意见"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")
    assert len(step(case).opinions) == 1


def test_a_forged_or_old_signature_leaves_no_trace(site: Site, asked: Any) -> None:
    case, event = asked
    before = len(ledger.timeline(case.subject))
    import time as wall

    act = opinion(site, event)
    for answer in (
        post(site, act, secret=webhook.new_secret()), post(site, act, at=wall.time() - 301),
        post(site, act, at=wall.time() + 301), post(site, act, key="another-id"),
    ):  # fmt: skip
        expected = 422 if answer.status_code == 422 else 401
        assert answer.status_code == expected
    unchanged(case, before)
    assert Arrival.objects.exclude(state="quarantined").count() == 0


def test_a_wire_that_is_switched_off_takes_nothing(site: Site, asked: Any) -> None:
    _, event = asked
    act = opinion(site, event)
    exchange.switch(people.actor("LT0011"), CODE, "off", "系统升级")
    assert post(site, act).json()["code"] == "no-such-endpoint"


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"verdict": "maybe"}, "data.verdict"), ({"officer": 7}, "data.officer"), ({"officer": ""}, "data.officer"),
        ({"answers": "019ab3a2-0000-7000-8000-000000000000"}, "data.answers"), ({"step": "decide"}, "data.step"),
        ({"step": "site-visit"}, "data.step"), ({"case": "LT-20200101-000001"}, "data.case"),
        ({"extra": 1}, "data.extra"), ({"verdict": "disagree", "text": ""}, "data.text"),
        ({"second_officer": "韩立冬"}, "data.second_officer"), ({"text": "x" * 2001}, "data.text"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_quarantined_with_the_name_of_the_field(
    site: Site, asked: Any, other: dict[str, Any], field: str
) -> None:  # fmt: skip
    case, event = asked
    before = len(ledger.timeline(case.subject))
    refused(post(site, opinion(site, event, **other)), field)
    unchanged(case, before)


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b"\xff\xfe", b'{"specversion": "1.0"}', b"null"])
def test_what_is_no_event_at_all_is_quarantined(site: Site, asked: Any, body: bytes) -> None:
    case, _ = asked
    before = len(ledger.timeline(case.subject))
    answer = post(site, body)
    assert answer.status_code == 422
    assert Arrival.objects.get().state == "quarantined"
    unchanged(case, before)


def test_the_envelope_must_carry_the_id_it_was_signed_with(site: Site, asked: Any) -> None:
    _, event = asked
    refused(post(site, opinion(site, event), key="another-id"), "id")


def test_a_result_for_another_case_is_quarantined(site: Site, large: Callable[[], Any]) -> None:
    first, second = large(), large()
    site.deliver()
    line = site.received()[0]
    act = opinion(site, {"id": line["event"], "data": line["data"]}, case=second.number)
    refused(post(site, {**act, "subject": second.number}), "data.case")
    assert step(first).state == step(second).state == "open"


def test_a_result_before_the_receipt_is_quarantined_and_may_be_judged_anew(
    site: Site, large: Callable[[], Any]
) -> None:  # fmt: skip
    case = large()
    from tongban.registers.exchange.models import Delivery

    row = Delivery.objects.get()
    data = json.loads(row.body)["data"]
    refused(post(site, opinion(site, {"id": str(row.event), "data": data})), "data.answers")
    assert step(case).state == "open"
    site.deliver()
    operator, number = people.actor("LT0011"), str(Arrival.objects.get().pk)
    with wall.behind(operator):  # as in his request
        acts.try_again(operator, number, "回执已到")
    assert step(case).state == "agreed"


def test_an_opinion_is_the_receipt_that_was_lost(site: Site, large: Callable[[], Any]) -> None:
    from tongban.registers.exchange.models import Delivery

    case = large()
    row = Delivery.objects.get()
    data = json.loads(row.body)["data"]
    Delivery.objects.update(tries=1, error="no answer in time")
    assert post(site, opinion(site, {"id": str(row.event), "data": data})).status_code == 200
    assert step(case).state == "agreed"
    row.refresh_from_db()
    assert row.state == "sent"
    people.settled(case)
    site.deliver()
    assert "cn.tongban.step.opened" not in [one["type"] for one in site.received()]


def test_a_result_while_the_clock_stands_is_quarantined(site: Site, asked: Any) -> None:
    case, event = asked
    cases.pause(people.approver(), str(case.pk), reason="需要检验", law="行政许可法 第四十五条", needed="十个工作日")
    refused(post(site, opinion(site, event)), "data.step")


def test_a_result_after_a_person_signed_is_quarantined(site: Site, asked: Any) -> None:
    case, event = asked
    people.sign(case, "fire-opinion")
    refused(post(site, opinion(site, event)), "data.step")
    assert len(step(case).opinions) == 1


def test_an_answer_to_an_earlier_asking_is_old(site: Site, asked: Any) -> None:
    from tongban.registers.exchange.kinds import STEP_OPENED, Message

    case, event = asked
    again = Message(STEP_OPENED, case.subject, case.number, "fire-opinion", event["data"])
    exchange.owe(people.SYSTEM, str(site.wire.pk), again, fact=10**9)
    site.deliver()
    refused(post(site, opinion(site, event)), "data.answers")


def test_a_message_kept_by_a_process_that_died_is_judged_later(site: Site, asked: Any) -> None:
    case, event = asked
    act = opinion(site, event)
    exchange.arrive(people.SYSTEM, site.wire, act["id"], json.dumps(act).encode())
    assert acts.judge_forgotten() == 1
    assert step(case).state == "agreed"


def test_a_system_advises_and_never_decides(site: Site, asked: Any) -> None:
    case, event = asked
    known, boss = site.wire, identity.official_by_number("LT0102")
    spec = EndpointSpec(CODE, known.title, known.department, (CODE,), "rest", known.address, signer=str(boss.pk),
                        private_ok=True)  # fmt: skip
    exchange.connect(people.SYSTEM, spec)
    refused(post(site, opinion(site, event)), "data")
    assert step(case).state == "open"


def test_a_dismissed_message_leaves_the_desk(site: Site, asked: Any) -> None:
    _, event = asked
    refused(post(site, opinion(site, event, step="decide")), "data.step")
    from tongban.kernel import jobs

    exchange.dismiss(people.actor("LT0011"), str(Arrival.objects.get().pk), "部门确认发错")
    jobs.run_owed(site.wire.subject)
    assert not tasks.open_of(site.wire.subject, "exchange")


def test_materials_are_fetched_by_their_link_and_nobody_elses(site: Site, asked: Any) -> None:
    _, event = asked
    (one,) = event["data"]["materials"]
    path = one["url"][one["url"].index("/api/") :]
    client, secret = Client(), site.wire.secret

    def get(path: str, secret: str = secret) -> Any:
        return client.get(path, headers=webhook.headers([secret], "fetch-1", path.encode()))

    assert client.get(path).status_code == 401  # the link alone opens nothing
    assert get(path, webhook.new_secret()).status_code == 401
    assert client.get(path, headers=webhook.headers([secret], "fetch-1", b"/api/v1/other")).status_code == 401
    answer = get(path)
    content = b"".join(answer.streaming_content)
    import hashlib

    assert hashlib.sha256(content).hexdigest() == one["sha256"]
    assert get(path[:-3] + "abc").status_code == 404
    with time.held(time.now() + timedelta(days=1)):
        assert get(path.replace(CODE, "ecology")).status_code == 404


def test_files_in_the_folder_are_taken_once_and_put_away(site: Site, asked: Any) -> None:
    case, event = asked
    known = site.wire
    spec = EndpointSpec(CODE, known.title, known.department, (CODE,), "folder", signer=known.signer, private_ok=True)
    exchange.connect(people.SYSTEM, spec)
    place = wires.folder(site.wire).place
    good, bad = opinion(site, event), opinion(site, event, step="decide")
    for name, act in (("1.json", bad), ("2.json", good), ("3.json", good)):
        body = json.dumps(act).encode()
        lines = webhook.headers([known.secret], act["id"], body, at=1.0 if name == "2.json" else None)
        (place / "in" / f"{name}.sig").write_text("".join(f"{k}: {v}\n" for k, v in lines.items()))
        (place / "in" / name).write_bytes(body)
    (place / "in" / "4.json").write_text("{}")  # still being written: no signature yet
    assert acts.collect_files() == 3
    assert sorted(p.name for p in (place / "done").glob("*.json")) == ["2.json", "3.json"]
    assert "data.step" in (place / "bad" / "1.json.answer").read_text()
    assert step(case).state == "agreed"
    for folder in ("in", "done", "bad", "out"):
        for path in (place / folder).iterdir():
            path.unlink()
