"""clamd's protocol over a real connection: found, clean, and every way in which nobody knows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tongban.registers.vetting import simulator
from tongban.registers.vetting.providers import Silent
from tongban.registers.vetting.providers.clamd import Clamd


@pytest.fixture
def clam() -> Iterator[tuple[simulator.Clam, str]]:
    server = simulator.serve(0)
    server.slow = 0.4
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server, f"tcp://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_the_test_file_is_found_wherever_its_pieces_are_cut_and_a_clean_one_is_not(
    clam: tuple[simulator.Clam, str],
) -> None:
    _, address = clam
    content = b"x" * 70_000 + simulator.EICAR + b"y" * 70_000
    assert Clamd(address).look([content[:70_020], content[70_020:]]) == "Eicar-Test-Signature"
    assert Clamd(address).look([b"x" * 200_000]) == ""
    assert Clamd(address).look([]) == ""
    assert Clamd(address).version().startswith("ClamAV")


@pytest.mark.parametrize("mode", ["down", "slow", "wrong"])
def test_whoever_gives_no_sense_says_nothing_and_never_clean(clam: tuple[simulator.Clam, str], mode: str) -> None:
    server, address = clam
    server.mode = mode
    with pytest.raises(Silent):
        Clamd(address, patience=0.1).look([b"x"])
    with pytest.raises(Silent):
        Clamd(address, patience=0.1).version()


def test_what_is_too_large_for_the_scanner_is_not_called_clean(clam: tuple[simulator.Clam, str]) -> None:
    with pytest.raises(Silent):
        Clamd(clam[1]).look(b"x" * 2**20 for _ in range(27))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "unix:///nowhere/clamd.ctl", "tls://127.0.0.1:9"])
def test_nobody_listens_at_all(address: str) -> None:
    with pytest.raises(Silent):
        Clamd(address, patience=0.2).look([b"x"])


@pytest.mark.parametrize("said", [
    b"stream: OK", b"stream: FOUND\0", b"stream:  FOUND\0", b"OK\0", b"stream: OK OK\0", b"\0"
])  # fmt: skip
def test_half_an_answer_or_another_is_none(tmp_path: Path, said: bytes) -> None:
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "c"))
    listening.listen(1)

    def answer() -> None:
        line, _ = listening.accept()
        line.sendall(said)
        line.close()

    threading.Thread(target=answer, daemon=True).start()
    with pytest.raises(Silent):
        Clamd(f"unix://{tmp_path}/c", patience=1).look([b"x"])
    listening.close()
