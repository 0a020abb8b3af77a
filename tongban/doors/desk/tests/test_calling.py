"""The strip of a window calls numbers over a real connection, and says so where there is nothing to call from."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.conf import settings

from tongban.doors.desk.tests import stories
from tongban.registers.calling import simulator
from tongban.registers.ledger import queries as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_window_without_a_queue_is_told_so_and_nobody_else_sees_the_strip() -> None:
    window = stories.signed_in(stories.CLERK)
    assert "本窗口未接入排队叫号系统" in window.get("/desk/").content.decode()
    answer = window.post("/desk/calls/", {"act": "next", "key": "1"}, follow=True).content.decode()
    assert "要接入叫号系统，请联系系统管理员" in answer
    other = stories.signed_in(stories.REVIEWER)
    assert 'class="calling' not in other.get("/desk/").content.decode()
    assert other.post("/desk/calls/", {"act": "next", "key": "1"}).status_code == 403


def test_the_next_number_leads_to_where_he_is_received_is_called_again_and_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = simulator.serve(0, waiting=2)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, queue_url=url))
    window = stories.signed_in(stories.CLERK)
    try:
        assert window.post("/desk/calls/", {"act": "next", "key": "1"})["Location"] == "/desk/intake/"
        window.post("/desk/calls/", {"act": "next", "key": "1"})
        page = window.get("/desk/intake/").content.decode()
        assert 'class="num">A001</strong>' in page
        assert "还有 1 人等候" in page
        window.post("/desk/calls/", {"act": "again", "key": "2"})
        passed = window.post("/desk/calls/", {"act": "pass", "key": "3", "from": "home"}, follow=True)
        assert "A001 号已过号" in passed.content.decode()
        window.post("/desk/calls/", {"act": "next", "key": "4"})
        nobody = window.post("/desk/calls/", {"act": "next", "key": "5"}, follow=True).content.decode()
        assert "现在没有人排队" in nobody
        facts = [row.body for row in ledger.timeline(stories.official(stories.CLERK).principal)]
        assert [(one["act"], one["number"]) for one in facts if "act" in one] == [
            ("next", "A001"), ("again", "A001"), ("pass", "A001"), ("next", "A002"),
        ]  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()
