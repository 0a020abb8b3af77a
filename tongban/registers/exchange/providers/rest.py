"""A wire over HTTP: one POST per message, no redirects, no proxies, small answers, a hard end; only where we may go."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import os
import socket
import ssl
import threading
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from tongban.kernel import outbound
from tongban.registers.exchange.errors import BadAddress, BadCertificate
from tongban.registers.exchange.providers import Declined, Nonsense, Parcel, Unreachable, tls

CONNECT, TOTAL = 3.0, 10.0  # seconds
LARGEST_ANSWER = 16 * 2**10
NOT_NOW = (408, 425, 429)
SET_UP_WRONGLY = (401, 403, 404, 405)


class RestWire:
    """A department's system that takes messages by POST."""

    def __init__(
        self, address: str, *, private_ok: bool, total: float | None = None, papers: Path | None = None
    ) -> None:
        self.parts, self.private_ok, self.total = checked(address, private_ok), private_ok, total or TOTAL
        self.papers = papers or Path(os.devnull)  # where the certificates of this wire lie; see `tls`

    def hand_over(self, parcel: Parcel) -> str:
        link, ended = self._link(), threading.Event()

        def end() -> None:  # a byte a second would pass every single timeout
            ended.set()
            with contextlib.suppress(OSError):
                if link.sock is not None:
                    link.sock.shutdown(socket.SHUT_RDWR)

        clock = threading.Timer(self.total, end)
        clock.daemon = True
        clock.start()
        try:
            self._ask(link, parcel)
            answer = link.getresponse()
            status, text = answer.status, answer.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            told = tls.refused(error, self.papers) if isinstance(error, OSError) else ""
            why = told or ("no answer in time" if ended.is_set() else f"{type(error).__name__}: {error}")
            raise Unreachable(why[:200]) from None
        finally:
            clock.cancel()
            link.close()
        if ended.is_set():
            raise Unreachable("no answer in time")
        return _receipt(status, text, parcel.key)

    def _ask(self, link: http.client.HTTPConnection, parcel: Parcel) -> None:
        path = (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")
        sent = {"Content-Type": "application/cloudevents+json; charset=utf-8", "Accept": "application/json"}
        try:
            link.request("POST", path, parcel.body, {**sent, "User-Agent": "tongban", **parcel.headers})
        except (ConnectionError, ssl.SSLEOFError):
            # In TLS 1.3 our certificate is judged while we already speak: why they hung up lies in the buffer.
            if link.sock is not None:
                link.sock.recv(1)
            raise

    def _link(self) -> http.client.HTTPConnection:
        host, secure = self.parts.hostname or "", self.parts.scheme == "https"
        port = self.parts.port or (443 if secure else 80)
        address = self._resolved(host, port)
        link: http.client.HTTPConnection
        if secure:
            link = _PinnedTls(host, port, timeout=CONNECT, context=self._context())
        else:
            link = _Pinned(host, port, timeout=CONNECT)
        link.address, link.patience = address, self.total  # type: ignore[attr-defined]
        return link

    def _context(self) -> ssl.SSLContext:
        try:
            return tls.context(self.papers)
        except tls.BadFiles as wrong:
            raise Unreachable(str(wrong)[:200]) from None

    def _resolved(self, host: str, port: int) -> str:
        """The address we connect to is the one we looked at: a name cannot mean something else a moment later."""
        try:
            found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        except OSError as error:
            raise Unreachable(f"{host}: {error}"[:200]) from None
        bad = [one for one in found if not _allowed(one, self.private_ok)]
        if bad or not found:
            raise Nonsense(f"{host} is at {', '.join(sorted(bad))}, where this wire may not go"[:200])
        if self.parts.scheme == "http" and not outbound.plain_ok(host, found):
            raise Nonsense(f"{host} is not asked without encryption: use https, or name it in TONGBAN_PLAIN"[:200])
        return sorted(found)[0]


class _Pinned(http.client.HTTPConnection):
    address: str
    patience: float

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        self.sock.settimeout(self.patience)


class _PinnedTls(http.client.HTTPSConnection):
    address: str
    patience: float

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        plain.settimeout(self.patience)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]


def checked(address: str, private_ok: bool) -> SplitResult:
    """The parts of an address that may be connected; raises `BadAddress`."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise BadAddress from None
    schemes = ("https", "http") if private_ok else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.fragment or port == 0:
        raise BadAddress
    if parts.scheme == "http" and not outbound.plain_named(parts.hostname):
        raise BadAddress("这个地址不能连接：没有加密（http）。")
    if any(c <= " " or c == "\x7f" for c in address):
        raise BadAddress
    with contextlib.suppress(ValueError):
        if not _allowed(str(ipaddress.ip_address(parts.hostname)), private_ok):
            raise BadAddress
    return parts


def papers_checked(address: str, papers: Path) -> None:
    """That the certificates of a wire, if it has any, can be shown at this address; raises `BadCertificate`."""
    if (papers / tls.CERTIFICATE).exists() and urlsplit(address).scheme != "https":
        raise BadCertificate("这个系统配有客户端证书，地址却不是 https。")
    try:
        tls.context(papers)
    except tls.BadFiles as wrong:
        raise BadCertificate(str(wrong)) from None


def _allowed(address: str, private_ok: bool) -> bool:
    """Whether a wire may lead there: never to link-local (a cloud's metadata) or to everybody; inside on consent."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return False
    return ip.is_global or private_ok


def _receipt(status: int, text: bytes, key: str) -> str:
    if status >= 500 or status in NOT_NOW:
        raise Unreachable(f"HTTP {status}")
    if status in SET_UP_WRONGLY or 300 <= status < 400:
        raise Nonsense(f"HTTP {status}")
    if status >= 400:
        raise Declined(f"HTTP {status}: {text[:120].decode(errors='replace')}")
    if len(text) > LARGEST_ANSWER:
        raise Nonsense("the answer is too large")
    try:
        said = json.loads(text)
    except ValueError:
        raise Nonsense(f"HTTP {status}, and the answer is not JSON") from None
    if not isinstance(said, dict) or said.get("id") != key:
        raise Nonsense("the answer is not about this message")
    return str(said.get("receipt") or key)[:120]
