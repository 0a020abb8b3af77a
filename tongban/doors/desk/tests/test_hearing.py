"""A hearing from desk to citizen and back, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tongban.kernel import time
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def signed_in(role: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.post(f"/demo/roles/{role}/")
    return client


def send(client: Client, address: str, **said: str) -> str:
    """Preview, then send: what the preview says."""
    text = client.post(address, {**said, "step": "preview"}).content.decode()
    answer = client.post(address, {**said, "step": "send", "key": f"{address}-{len(said)}"})
    assert answer.status_code == 302, answer.content.decode()
    return text


def test_a_hearing_is_told_of_asked_for_called_and_recorded_by_pages() -> None:
    case = people.accepted()
    boss, owner = signed_in("guzhiyuan"), signed_in("linwan")
    desk, mine = f"/desk/cases/{case.number}", f"/my/cases/{case.number}/"
    assert "五个工作日" in send(boss, f"{desk}/hearing-right/", phrase="", text="直接涉及邻近住户的重大利益")
    people.settled(case)
    owner.post("/demo/roles/linwan/")
    owner.post("/identity/", {"behalf": people.owner().on_behalf})
    assert "您有权要求听证" in owner.get(mine).content.decode()
    assert owner.post(f"{mine}hearing/", {"reason": "愿意说明油烟处理", "key": "ask"}).status_code == 302
    assert people.settled(case).state == "paused"
    begins = time.local(time.now() + timedelta(days=14)).strftime("%Y-%m-%dT09:30")
    said = send(boss, f"{desk}/hearing-call/", begins_at=begins, place="政务中心三楼听证室", chair="贺知新")
    assert "政务中心三楼听证室" in said
    assert "政务中心三楼听证室" in owner.get(mine).content.decode()
    with time.held(time.now() + timedelta(days=15)):
        boss = signed_in("guzhiyuan")  # yesterday's sitting is over
        assert "各方没有异议" in send(boss, f"{desk}/hearing-record/", present="林晚、邻居代表", text="各方没有异议。")
        case = people.settled(case)
    assert case.state == "accepted"
    assert "听证已举行" in owner.get(mine).content.decode()


def test_a_hearing_too_soon_or_chaired_by_who_examined_is_refused_in_words() -> None:
    case = people.accepted()
    people.sign(case, "check")
    boss = signed_in("guzhiyuan")
    send(boss, f"/desk/cases/{case.number}/hearing-right/", phrase="", text="涉及重大利益")
    from tongban.work.cases import actions

    actions.ask_hearing(people.owner(), str(case.pk))
    address = f"/desk/cases/{case.number}/hearing-call/"
    soon = time.local(time.now() + timedelta(days=2)).strftime("%Y-%m-%dT09:30")
    fine = time.local(time.now() + timedelta(days=14)).strftime("%Y-%m-%dT09:30")
    for begins, chair, sentence in ((soon, "贺知新", "之间举行"), (fine, people.reviewer().name, "不能主持听证")):
        said = {"begins_at": begins, "place": "三楼", "chair": chair, "step": "send", "key": begins + chair}
        answer = boss.post(address, said)
        assert sentence in answer.content.decode()
