"""Which of the addresses somebody entered are asked without encryption, for `tongban doctor` (明文连接)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.apps import apps

from tongban.site.config import LOOPBACK

COLUMNS = (  # where addresses that are asked stand: what it is called, its table, its name there, the columns
    ("部门系统", "exchange.Endpoint", "code", "address"), ("数据资源", "sources.Wire", "resource", "address"),
    ("登录入口", "entrances.Entrance", "code", "issuer"), ("单点登录系统", "sso.Party", "code", "back_channel"),
    ("单点登录系统", "sso.Party", "code", "front_channel"),
)  # fmt: skip


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
    for said, table, name, column in COLUMNS:
        for code, address in apps.get_model(table)._default_manager.values_list(name, column):
            yield f"{said} {code}", address
