"""The hall's queue over a real connection: called once per press, and what is no sense is said to be none."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator

import pytest

from tongban.registers.calling import simulator
from tongban.registers.calling.errors import NobodyWaits, QueueSilent
from tongban.registers.calling.providers.rest import RestQueue


@pytest.fixture
def hall() -> Iterator[str]:
    server = simulator.serve(0, waiting=2)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def behave(hall: str, mode: str) -> None:
    urllib.request.urlopen(f"{hall}/mode", json.dumps({"mode": mode}).encode(), timeout=5).close()


def test_a_number_is_called_once_however_often_the_button_is_pressed(hall: str) -> None:
    queue = RestQueue(hall)
    first = queue.call_next("LT0003", "press-1")
    assert queue.call_next("LT0003", "press-1") == first
    assert queue.call_again("LT0003", "press-2").number == first.number
    assert queue.pass_over("LT0003", "press-3").number == first.number
    second = queue.call_next("LT0004", "press-4")
    assert (second.number != first.number, second.waiting) == (True, 0)
    with pytest.raises(NobodyWaits):
        queue.call_next("LT0003", "press-5")
    with pytest.raises(NobodyWaits):
        queue.call_again("LT0003", "press-6")


@pytest.mark.parametrize("mode", ["down", "wrong", "slow"])
def test_a_queue_that_gives_no_sense_is_said_to_be_silent(hall: str, mode: str) -> None:
    behave(hall, mode)
    with pytest.raises(QueueSilent):
        RestQueue(hall, patience=0.1).call_next("LT0003", "press")


def test_nobody_listens_at_all() -> None:
    with pytest.raises(QueueSilent):
        RestQueue("http://127.0.0.1:9", patience=0.2).call_next("LT0003", "press")
