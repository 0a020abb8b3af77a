"""Where one request ends and the next begins: asked of the server itself, with what smuggles (RFC 9112)."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

APPLICATION = """
def app(environ, start):
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("X-Read", str(len(body)))])
    return [environ["PATH_INFO"].encode()]
"""
HEAD = "POST /first HTTP/1.1\r\nHost: x\r\n"
HIDDEN = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("bare")
    (folder / "bare.py").write_text(APPLICATION)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(number), "--no-ws", "bare:app"]
    server = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", number), 1).close()
                break
            except OSError:
                assert monotonic() < end, "granian did not start"
                sleep(0.1)
        yield number
    finally:
        server.terminate()
        server.wait(20)


def said(port: int, text: str) -> str:
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(text.encode("latin-1"))
        found = b""
        while piece := line.recv(65536):
            found += piece
    return found.decode("latin-1")


@pytest.mark.parametrize("head", [
    f"Content-Length: {len(HIDDEN) + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",  # CL.TE
    "Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
    "Content-Length: +4\r\n\r\nabcd",
    "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "Content-Length: 4\r\n X: folded\r\n\r\nabcd",
])  # fmt: skip
def test_no_request_hides_in_the_body_of_another(port: int, head: str) -> None:
    answer = said(port, HEAD + head + HIDDEN)
    # Either the whole is refused, or chunks alone count and the line is closed behind them.
    refused = answer.startswith("HTTP/1.1 400")
    said_last = {"x-read: 0", "connection: close"} <= set(answer.lower().splitlines())
    closed = answer.startswith("HTTP/1.1 200") and said_last
    assert refused or closed, answer
    assert answer.count("HTTP/1.1") == 1
    assert "/hidden" not in answer


def test_what_chunks_bring_is_what_is_read(port: int) -> None:
    answer = said(port, HEAD + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\nabcd\r\n0\r\n\r\n")
    assert answer.startswith("HTTP/1.1 200")
    assert "x-read: 4" in answer.lower()
