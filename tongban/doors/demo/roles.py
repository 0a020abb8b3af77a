"""Who one may be in the demo: read from the town, grouped as on the board."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from tongban.kernel.errors import Refusal

FILE = Path(__file__).resolve().parents[3] / "town" / "roles.yaml"


class NoSuchRole(Refusal):
    code = "no-such-role"
    status = 404
    sentence = "演示城市里没有这个角色。"
    next_step = "请回到角色板重新选择。"


@dataclass(frozen=True)
class Role:
    """One person of the town, and where his day begins."""

    key: str
    title: str
    name: str
    account: str
    home: str
    note: str
    group: str = "办事的人"


@lru_cache(maxsize=1)
def everybody() -> tuple[Role, ...]:
    """All roles in the order of the board."""
    return tuple(Role(**row) for row in yaml.safe_load(FILE.read_text("utf-8")) or [])


def grouped() -> list[tuple[str, list[Role]]]:
    """Each group once, where its first member stands, whatever the order in the file."""
    groups: dict[str, list[Role]] = {}
    for one in everybody():
        groups.setdefault(one.group, []).append(one)
    return list(groups.items())


def role(key: str) -> Role:
    """The role with this key; raises `NoSuchRole`."""
    for one in everybody():
        if one.key == key:
            return one
    raise NoSuchRole
