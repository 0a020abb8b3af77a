"""Which of the addresses somebody entered are asked without encryption, for `tongban doctor` (明文连接)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tongban.registers.entrances.models import Entrance
from tongban.registers.exchange.models import Endpoint
from tongban.registers.sources.models import Wire
from tongban.registers.sso.models import Party
from tongban.site.config import LOOPBACK


@dataclass(frozen=True)
class Line:
    """What it is called for people, and the host at its end."""

    said: str
    host: str


def unencrypted() -> list[Line]:
    """Those that lead off this machine by http."""
    found = []
    for said, address in _entered():
        parts = urlsplit(address)
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            found.append(Line(said, parts.hostname or ""))
    return found


def _entered() -> Iterator[tuple[str, str]]:
    for code, address in Endpoint.objects.values_list("code", "address"):
        yield f"部门系统 {code}", address
    for resource, address in Wire.objects.values_list("resource", "address"):
        yield f"数据资源 {resource}", address
    for code, issuer in Entrance.objects.values_list("code", "issuer"):
        yield f"登录入口 {code}", issuer
    for code, back, front in Party.objects.values_list("code", "back_channel", "front_channel"):
        yield f"单点登录系统 {code}", back
        yield f"单点登录系统 {code}", front
