"""Where somebody else's answer tries to lead us: nowhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tongban.kernel import checks, outbound, webhook
from tongban.registers.exchange.errors import BadAddress
from tongban.registers.exchange.providers import Nonsense
from tongban.registers.exchange.providers.rest import RestWire, checked
from tongban.site import lines_out
from tongban.watch.messages import simulator as sms
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


def resolved(address: str) -> str:
    wire = RestWire("https://10.255.255.1/", private_ok=True)
    wire.parts = urlsplit(address)  # entered while it was still named
    return wire._resolved("10.255.255.1", 80)


@pytest.mark.parametrize("ask", [
    lambda: outbound.get("http://10.255.255.1/", {}, total=1, private_ok=True),
    lambda: outbound.post("http://192.168.255.1/", b"x", {}, total=1, private_ok=True),
    lambda: resolved("http://10.255.255.1/"),
])  # fmt: skip
def test_nobody_else_is_asked_without_encryption_unless_the_operator_named_him(
    ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises((outbound.NotThere, Nonsense), match="TONGBAN_PLAIN"):
        ask()
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, plain=("queue.internal", "10.0.0.7")))
    assert outbound.plain_ok("queue.internal", ["10.0.0.9"])
    assert checked("http://10.0.0.7/in", private_ok=True).hostname == "10.0.0.7"
    assert not outbound.plain_ok("other.internal", ["10.0.0.9"])
    assert not outbound.plain_ok("other.internal", ["127.0.0.1", "10.0.0.9"])
    with pytest.raises(BadAddress):
        checked("http://10.0.0.8/in", private_ok=True)


def test_what_somebody_entered_without_encryption_is_named_to_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    entered = [("甲", "http://10.0.0.7/x"), ("乙", "https://b.internal/"), ("丙", "http://127.0.0.1:9/"), ("丁", "")]
    monkeypatch.setattr(lines_out, "_entered", lambda: iter(entered))
    assert [one.said for one in lines_out.unencrypted()] == ["甲"]
    level, said, mend = checks.checks["对外连接"]().level, checks.checks["对外连接"]().sentence, "TONGBAN_PLAIN"
    assert (level, "甲" in said, mend in checks.checks["对外连接"]().mend) == ("bad", True, True)
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, plain=("10.0.0.7",)))
    assert checks.checks["对外连接"]().level == "warn"


def test_the_gateway_of_messages_knows_who_sends(tmp_path: Path) -> None:
    secret = webhook.new_secret()
    server = sms.serve(0, tmp_path, secret)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    assert HttpGateway(address, 5, secret=secret).send("k-1", "12000000000", "短信").startswith("SIM-")
    for other in ("", webhook.new_secret()):
        with pytest.raises(GatewayDown, match="401"):
            HttpGateway(address, 5, secret=other).send("k-2", "12000000000", "短信")
    server.shutdown()
    server.server_close()
