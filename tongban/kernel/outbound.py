"""One question to another system: no redirects, no proxies, a small answer, a hard end; only where we may go."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.conf import settings

HERE = ("127.0.0.1", "localhost", "::1")


class NoAnswer(Exception):
    """Nobody answered in time, or nobody was there."""


class NotThere(Exception):
    """An address that is none, or leads where we may not go."""


def post(
    address: str, body: bytes, headers: Mapping[str, str], *, total: float, private_ok: bool, largest: int = 64 * 2**10
) -> tuple[int, bytes]:
    """Status and body; ``total`` seconds for everything. Raises `NoAnswer`, `NotThere`."""
    return _ask("POST", address, body, headers, total, private_ok, largest)


def get(
    address: str, headers: Mapping[str, str], *, total: float, private_ok: bool, largest: int = 64 * 2**10
) -> tuple[int, bytes]:
    """Like `post`, but only reading."""
    return _ask("GET", address, None, headers, total, private_ok, largest)


def _ask(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str], total: float, private_ok: bool,
    largest: int,
) -> tuple[int, bytes]:  # fmt: skip
    link, path = _link(address, private_ok, total)
    ended = threading.Event()

    def end() -> None:  # a byte a second would pass every single timeout
        ended.set()
        with contextlib.suppress(OSError):
            if link.sock is not None:
                link.sock.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(total, end)
    clock.daemon = True
    clock.start()
    try:
        link.request(method, path, body, {"User-Agent": "tongban", **headers})
        answer = link.getresponse()
        status, text = answer.status, answer.read(largest + 1)
    except (OSError, http.client.HTTPException) as error:
        why = "no answer in time" if ended.is_set() else f"{type(error).__name__}: {error}"
        raise NoAnswer(why[:200]) from None
    finally:
        clock.cancel()
        link.close()
    if ended.is_set() or len(text) > largest:
        raise NoAnswer("no answer in time" if ended.is_set() else "the answer is too large")
    return status, text


def allowed(address: str, private_ok: bool) -> bool:
    """Whether we may go to an IP: never to link-local (a cloud's metadata) or to everybody; inside on consent."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        return False
    return ip.is_global or private_ok


def plain_ok(host: str, addresses: Iterable[str]) -> bool:
    """Whether a line without encryption may be opened: on this machine, and to whom the operator named (明文例外)."""
    if plain_named(host):
        return True
    near = [ipaddress.ip_address(one.partition("%")[0]) for one in addresses]
    here = all((getattr(ip, "ipv4_mapped", None) or ip).is_loopback for ip in near)
    return bool(near) and here


def plain_named(host: str) -> bool:
    """The same of a name that is entered and not looked up yet."""
    return host in HERE or host in settings.TONGBAN.plain


class _Pinned(http.client.HTTPConnection):
    """The address we connect to is the one we looked at: a name cannot mean something else a moment later."""

    address: str

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _PinnedTls(http.client.HTTPSConnection):
    address: str

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]


def _link(address: str, private_ok: bool, total: float) -> tuple[http.client.HTTPConnection, str]:
    try:
        parts = urlsplit(address)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
    except ValueError:
        raise NotThere(address[:200]) from None
    if parts.scheme not in (("https", "http") if private_ok else ("https",)) or not host or parts.username:
        raise NotThere(address[:200])
    try:
        found = sorted({str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    except OSError as error:
        raise NoAnswer(f"{host}: {error}"[:200]) from None
    if not found or not all(allowed(one, private_ok) for one in found):
        raise NotThere(f"{host} is where this wire may not go"[:200])
    if not secure and not plain_ok(host, found):
        raise NotThere(f"{host} is not asked without encryption: use https, or name it in TONGBAN_PLAIN"[:200])
    link: http.client.HTTPConnection
    if secure:
        link = _PinnedTls(host, port, timeout=total, context=ssl.create_default_context())
    else:
        link = _Pinned(host, port, timeout=total)
    link.address = found[0]  # type: ignore[attr-defined]
    return link, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
