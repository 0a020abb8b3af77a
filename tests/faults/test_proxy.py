"""The proxy that harms a wire does to a connection what its mode says, and nothing once it is well again."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from bench.faults import proxy as wires
from bench.faults.proxy import MODES, Proxy

ASKED, ANSWER = b"POST / HTTP/1.1\r\n\r\nbody", b"answered"
SHORT = 0.3  # how long we listen to a line that must stay silent


def _serve(server: socket.socket, arrived: list[bytes]) -> None:
    while True:
        try:
            link, _ = server.accept()
        except OSError:
            return
        with link:
            arrived.append(link.recv(999))
            link.sendall(ANSWER)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, list[bytes]]]:
    """Answers each request with one word, and remembers what reached it."""
    arrived: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, arrived), daemon=True)
        thread.start()
        yield int(listening.getsockname()[1]), arrived
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def told(port: int, patience: float) -> tuple[bytes, str]:
    """What one request got, and how it ended: whole, torn or silence."""
    got = b""
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as link:
            link.sendall(ASKED)
            link.settimeout(patience)
            while piece := link.recv(99):
                got += piece
        return got, "whole"
    except TimeoutError:
        return got, "silence"
    except OSError:
        return got, "torn"


HARM = {
    "cut": (b"", "torn", b""),
    "delay": (ANSWER, "whole", ASKED),
    "torn-answer": (ANSWER[:4], "torn", ASKED),
    "torn-request": (b"", "torn", ASKED[: len(ASKED) // 2]),
    "deaf": (b"", "silence", ASKED),
    "silent": (b"", "silence", b""),
    "slow": (ANSWER[:1], "silence", ASKED),
}


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_harms_in_its_own_way_and_passes(
    server: tuple[int, list[bytes]], mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wires, "DELAY", 0.05)
    target, arrived = server
    arrived.clear()
    got, ended, reached = HARM[mode]
    with Proxy(target) as wire:
        wire.mode = mode
        answer, how = told(wire.port, 5 if ended == "whole" else SHORT)
        assert how in (ended, "torn") if mode == "torn-answer" else how == ended
        assert got.startswith(answer) if ended == "torn" else answer == got  # a reset may overtake what came before it
        assert b"".join(arrived) in (reached, b"") if mode == "torn-request" else b"".join(arrived) == reached
        assert wire.met[mode] > 0
        wire.mode = "well"
        assert told(wire.port, 30) == (ANSWER, "whole")


def test_a_proxy_that_is_over_leaves_nothing_running(server: tuple[int, list[bytes]]) -> None:
    with Proxy(server[0]) as wire:
        wire.mode = "silent"
        link = socket.create_connection(("127.0.0.1", wire.port), 5)
        link.sendall(ASKED)
    with link:
        link.settimeout(30)
        with pytest.raises(ConnectionResetError):
            link.recv(9)
    assert not wire._thread.is_alive()
