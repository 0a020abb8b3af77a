"""Where somebody else's answer tries to lead us: nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tongban.kernel import outbound
from tongban.watch.messages.providers import GatewayDown, HttpGateway


class Led(BaseHTTPRequestHandler):
    """Sends everybody on to another page of its own, and remembers who came."""

    asked: list[str]

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def led() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Led,), {"asked": asked}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def test_a_redirect_is_an_answer_and_is_not_followed(led: tuple[str, list[str]]) -> None:
    address, asked = led
    assert outbound.post(f"{address}/a", b"x", {}, total=20, private_ok=True)[0] == 307
    assert outbound.get(f"{address}/b", {}, total=20, private_ok=True)[0] == 307
    with pytest.raises(GatewayDown, match="307"):
        HttpGateway(address, 20).send("key", "12000000000", "短信")
    assert asked == ["/a", "/b", "/send"]


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "gopher://127.0.0.1/", "http://127.0.0.1:1/", "https://user:word@example.cn/",
    "ftp://example.cn/", "//example.cn/", "https:///x",
    "http://169.254.169.254/latest/", "http://[::ffff:169.254.169.254]/", "http://0.0.0.0/", "http://2130706433/", "http://[::1]:1/",
])  # fmt: skip
def test_a_strangers_address_leads_neither_inside_nor_to_another_protocol(address: str) -> None:
    with pytest.raises((outbound.NotThere, outbound.NoAnswer)):
        outbound.get(address, {}, total=1, private_ok=False)


@pytest.mark.parametrize("ip", ["169.254.169.254", "::ffff:169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1"])
def test_not_even_who_may_go_inside_reaches_the_metadata_of_a_cloud(ip: str) -> None:
    assert not outbound.allowed(ip, private_ok=True)
    assert outbound.allowed("10.0.0.9", private_ok=True)
    assert not outbound.allowed("10.0.0.9", private_ok=False)
