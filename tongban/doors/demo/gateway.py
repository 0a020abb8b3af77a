"""The simulated SMS gateway as this page sees it: over HTTP, like anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from tongban.doors.demo.simulators import ask

MODES = {"ok": "正常", "slow": "很慢", "down": "停机", "wrong": "答错"}


@dataclass(frozen=True)
class Inbox:
    """What phones received, newest first; `reached` is false when the gateway does not answer at all."""

    reached: bool
    mode: str = ""
    messages: tuple[dict[str, Any], ...] = ()


def inbox() -> Inbox:
    answer = _ask("/inbox.json")
    if answer is None:
        return Inbox(False)
    listed = [one for one in answer.get("messages", []) if isinstance(one, dict)]
    messages = tuple({**one, "at": parse_datetime(str(one.get("at", "")))} for one in reversed(listed))
    return Inbox(True, str(answer.get("mode", "")), messages)


def set_mode(mode: str) -> bool:
    """Tell the gateway how to behave; whether it took it."""
    return mode in MODES and _ask("/mode", {"mode": mode}) is not None


def _ask(path: str, body: dict[str, str] | None = None) -> dict[str, Any] | None:
    return ask(settings.TONGBAN.sms_url, path, body)
