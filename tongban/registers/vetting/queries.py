from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.kernel.errors import NotYours
from tongban.registers.ledger import queries as ledger
from tongban.registers.vetting.actions import scanner
from tongban.registers.vetting.events import MalwareFound
from tongban.registers.vetting.providers import Silent


@dataclass(frozen=True)
class Finding:
    """What was found in which file, when it came and from whom."""

    at: datetime
    actor: dict[str, Any]
    fact: MalwareFound


def finding(subject: str) -> Finding:
    """What is on record of "finding/<id>"; raises `NotYours`."""
    row = next(iter(ledger.of_kind(subject, MalwareFound.kind)), None)
    if row is None:
        raise NotYours("没有这条拦截记录。", next_step="请从待办列表打开。")
    fact = ledger.fact(row.seq)
    assert isinstance(fact, MalwareFound)
    return Finding(row.at, row.content["actor"], fact)


def standing() -> tuple[bool, str]:
    """Whether the scanner answers, and what it says of itself; ("", True) where there is none."""
    asked = scanner()
    if asked is None:
        return True, ""
    try:
        return True, asked.version()
    except Silent as why:
        return False, str(why)
