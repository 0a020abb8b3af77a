"""What every simulator shares: it answers whole, reads so much and no more, and waits for what the founding writes."""

from __future__ import annotations

import json
import threading
import urllib.request
from email.message import Message
from io import BytesIO
from pathlib import Path

import pytest

from tongban.kernel import simulating


class Echo(simulating.Answering):
    """Says how much it read, in a house it was told of."""

    house: str
    largest = 10

    def do_POST(self) -> None:
        self.say(200, {"house": self.house, "read": len(self.body())}, X_Seen="是".encode().hex())


def test_an_answer_is_whole_and_says_what_every_handler_knows() -> None:
    server = simulating.listening(0, Echo, house="消防")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with urllib.request.urlopen(f"http://{simulating.HERE}:{server.server_address[1]}/", b"x" * 9) as answer:
        assert (json.load(answer), answer.headers["X-Seen"]) == ({"house": "消防", "read": 9}, "e698af")
    server.shutdown()
    server.server_close()


def test_a_body_is_read_up_to_what_the_simulator_takes() -> None:
    one = Echo.__new__(Echo)
    one.headers, one.rfile = Message(), BytesIO(b"x" * 99)
    one.headers["Content-Length"] = "99"
    assert len(one.body()) == Echo.largest


def test_what_the_founding_writes_is_waited_for_and_missed_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fire.secret"
    threading.Timer(0.05, path.write_text, ["whsec_x\n"]).start()
    assert simulating.awaited(path) == "whsec_x"
    monkeypatch.setattr(simulating, "WAIT", 0.0)
    with pytest.raises(SystemExit, match="nothing in"):
        simulating.awaited(tmp_path / "water.secret")
