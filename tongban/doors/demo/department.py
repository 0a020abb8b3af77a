"""The simulated department system as this page sees it: over HTTP, like anybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from tongban.doors.demo.simulators import ask

MODES = {
    "manual": ("只收不答", "收件，等人在页面上按“回传意见”，或由工作人员在工作台签署。"),
    "well": ("正常", "收件后约 20 秒自动回传“同意”。"),
    "slow": ("很慢", "每条等 8 秒才回执。"),
    "down": ("停机", "一律拒收；几次之后平台不再打扰，只定时探测。"),
    "garbage": ("答非所问", "回执是一个网页，不是回执。"),
    "wrong-schema": ("格式错误", "回传的意见里有写错的字段。"),
    "repeat": ("重复回传", "每个结果回传三次。"),
    "early": ("抢先回传", "还没有被询问就回传结果。"),
    "other-case": ("张冠李戴", "回传的是别的办件的编号。"),
}
WORDS = {"received": "收到", "repeated": "重复收到", "sent": "回传"}
OPENED = "cn.tongban.step.opened"


@dataclass(frozen=True)
class Desk:
    """What the department's system received and sent, newest first; `reached` is false when it does not answer."""

    reached: bool
    mode: str = ""
    lines: tuple[dict[str, Any], ...] = ()


def desk() -> Desk:
    answer = _ask("/ledger.json")
    if answer is None:
        return Desk(False)
    listed = [one for one in answer.get("lines", []) if isinstance(one, dict)]
    answered = {one.get("answers") for one in listed}
    lines = tuple(
        {
            "at": parse_datetime(str(one.get("at", ""))), "word": WORDS.get(one.get("what", ""), ""),
            "type": one.get("type", ""), "event": one.get("event", ""),
            "case": one.get("subject") or one.get("case", ""),
            "status": one.get("status"), "open": one.get("type") == OPENED and one.get("event") not in answered,
        }
        for one in reversed(listed[-60:])
    )  # fmt: skip
    return Desk(True, str(answer.get("mode", "")), lines)


def set_mode(mode: str) -> bool:
    """Tell the department's system how to behave; whether it took it."""
    return mode in MODES and _ask("/mode", {"mode": mode}) is not None


def answer(event: str) -> bool:
    """Let it give its opinion on one step now."""
    return _ask("/answer", {"event": event}) is not None


def _ask(path: str, body: dict[str, str] | None = None) -> dict[str, Any] | None:
    return ask(settings.TONGBAN.wire_url, path, body)
