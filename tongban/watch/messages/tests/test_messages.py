"""Telling people: once per fact, in the app and by SMS; a gateway that fails loses and doubles nothing."""

from __future__ import annotations

import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.watch.messages import actions, providers, queries, simulator
from tongban.watch.messages.jobs import send_waiting
from tongban.watch.messages.models import Sms
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@dataclass
class Gateway:
    """The simulated gateway, really listening."""

    url: str

    def mode(self, mode: str) -> None:
        self._ask("/mode", json.dumps({"mode": mode}).encode())

    def inbox(self) -> list[dict[str, Any]]:
        return list(self._ask("/inbox.json")["messages"])

    def _ask(self, path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(self.url + path, data=body, timeout=5) as answer:
            return json.loads(answer.read())


@pytest.fixture
def gateway(tmp_path: Path, settings: Any) -> Iterator[Gateway]:
    server = simulator.serve(0, tmp_path)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    settings.TONGBAN = replace(settings.TONGBAN, sms_url=url)
    yield Gateway(url)
    server.shutdown()
    server.server_close()


def told(template: str = "submitted", **words: str) -> Sms:
    words = {"item": "食品经营许可", "number": "LT-1", "due": "6月1日", "reason": "检验", **words}
    message = actions.tell(people.SYSTEM, people.owner().applicant, template, "case/1", **words)
    return Sms.objects.get(message=message)


def again(sms: Sms) -> Sms:
    sms.refresh_from_db()
    return sms


def test_only_the_platform_tells() -> None:
    for account in ("LT0003", "linwan"):
        with pytest.raises(NotAllowed):
            actions.tell(people.actor(account), people.owner().applicant, "submitted", "case/1", item="x", number="1")


def test_a_message_is_in_the_box_of_whom_it_concerns_until_read(gateway: Gateway) -> None:
    me, other = people.owner(), people.actor("linwan")
    before = queries.unread(me)
    told()
    assert queries.unread(me) == before + 1
    assert "食品经营许可" in queries.inbox(me)[0].body
    assert queries.unread(other) == 0
    actions.read_all(me)
    assert queries.unread(me) == 0


def test_without_a_gateway_the_app_still_tells(settings: Any) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, sms_url="")
    message = actions.tell(people.SYSTEM, people.owner().applicant, "submitted", "case/1", item="x", number="1")
    assert not Sms.objects.filter(message=message).exists()


def test_a_text_is_delivered_once_however_often_it_is_sent(gateway: Gateway) -> None:
    sms = told()
    assert actions.send_sms(str(sms.pk))
    assert not actions.send_sms(str(sms.pk))
    row = again(sms)
    assert (row.state, row.tries) == ("sent", 1)
    assert row.receipt.startswith("SIM-")
    assert [(m["id"], m["text"]) for m in gateway.inbox()] == [(str(sms.pk), sms.text)]
    assert ledger.timeline("case/1")[-1].kind == "messages.SmsDelivered"


@pytest.mark.parametrize("mode", ["down", "wrong"])
def test_a_gateway_that_fails_is_tried_again_later(gateway: Gateway, mode: str) -> None:
    sms = told()
    gateway.mode(mode)
    assert not actions.send_sms(str(sms.pk))
    row = again(sms)
    assert (row.state, row.tries, bool(row.error)) == ("waiting", 1, True)
    assert row.next_try_at > time.now()
    gateway.mode("ok")
    assert send_waiting() == 0
    with time.held(row.next_try_at + timedelta(seconds=1)):
        assert send_waiting() == 1
    assert (again(sms).state, len(gateway.inbox())) == ("sent", 1)


def test_an_answer_that_came_too_late_does_not_deliver_twice(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulator, "SLOW", 0.4)
    monkeypatch.setattr(providers, "PATIENCE", 0.1)
    sms = told()
    gateway.mode("slow")
    assert not actions.send_sms(str(sms.pk))
    assert "in time" in again(sms).error
    monkeypatch.setattr(providers, "PATIENCE", 5.0)
    gateway.mode("ok")
    assert actions.send_sms(str(sms.pk))
    monkeypatch.setattr(simulator, "SLOW", 0.0)
    assert len(gateway.inbox()) == 1


@pytest.mark.parametrize("answer", [b"garbage\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}"])
def test_a_gateway_that_talks_nonsense_is_counted_as_down(settings: Any, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.TONGBAN = replace(settings.TONGBAN, sms_url=f"http://127.0.0.1:{server.getsockname()[1]}")

        def serve() -> None:
            peer, _ = server.accept()
            with peer:
                peer.recv(65536)
                peer.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        sms = told()
        assert not actions.send_sms(str(sms.pk))
    assert again(sms).tries == 1


def test_one_that_cannot_be_sent_does_not_hold_up_the_others(gateway: Gateway, settings: Any) -> None:
    first, second = told(), told()
    gateway.mode("down")
    actions.send_sms(str(first.pk))
    gateway.mode("ok")
    assert send_waiting() == 1
    assert again(second).state == "sent"


def test_it_is_given_up_after_the_last_try_and_somebody_can_know(gateway: Gateway) -> None:
    sms = told()
    gateway.mode("down")
    for _ in range(actions.MOST_TRIES + 2):
        actions.send_sms(str(sms.pk))
    assert (again(sms).state, sms.tries) == ("failed", actions.MOST_TRIES)
    facts = [r for r in ledger.timeline("case/1") if r.kind.endswith("SmsGivenUp")]
    assert [f.body["sms"] for f in facts] == [str(sms.pk)]
    assert gateway.inbox() == []


def test_a_long_reason_fits_into_a_text_message(gateway: Gateway) -> None:
    sms = told("paused", item="长" * 200, reason="因" * 200)
    assert len(sms.text) <= actions.LONGEST_SMS
    assert actions.send_sms(str(sms.pk))


def test_phones_are_sealed_in_the_database_and_absent_from_the_ledger(gateway: Gateway) -> None:
    from django.db import connection

    sms = told()
    with connection.cursor() as cursor:
        cursor.execute("select phone::text from inbox_sms where id = %s", [sms.pk])
        assert sms.phone not in cursor.fetchone()[0]
    assert all(sms.phone not in row.line for row in ledger.timeline("case/1"))


def test_the_simulator_forgets_nothing_over_a_restart(tmp_path: Path) -> None:
    first = simulator.Inbox(tmp_path / "sms.jsonl").take("k", "1", "您好")
    assert simulator.Inbox(tmp_path / "sms.jsonl").take("k", "1", "您好") == first
