"""Where a prefilled answer comes from, in words: one sentence for whoever it belongs to, one for officials."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tongban.doors.parts import words

MODES = {"locked": "不能在这里修改", "proof": "改动须说明理由", "free": "可以修改"}
VERDICTS = {"corrected": "数据异议已核实更正", "refused": "数据异议未予更正"}


def said(origin: Any, whose: str = "您") -> str:
    """The source and its date: 来自您的营业执照（2026年10月12日签发）."""
    day = words.day(date.fromisoformat(origin.on)) if origin.on else ""
    if origin.kind == "answer":
        return f"{whose}{day}在“{origin.name}”中填写"
    if origin.kind == "guidance":
        return f"{whose}在智能引导中选了“{origin.name}”"
    if origin.kind == "licence":
        return f"来自{whose}的{origin.name}{f'（{day}签发）' if day else ''}"
    if origin.kind == "data":
        return f"来自{origin.name}{f'（{day}查询）' if day else ''}"
    return f"来自{whose}的{origin.name}"


def line(origin: Any, whose: str = "您") -> str:
    """Under a field, for the applicant, or for who writes for him."""
    if origin.objection:
        return f"{said(origin, whose)}，{whose}已提出数据异议，答复前可以修改"
    if origin.changed:
        return f"{whose}改动过，原来的内容{said(origin, whose)}"
    return f"{said(origin, whose)}，{MODES[origin.mode]}"


def brief(origin: Any) -> str:
    """On the check page: the source only, and that it was changed."""
    return f"您改动过{f'，理由：{origin.reason}' if origin.reason else ''}" if origin.changed else said(origin)


def for_officials(origin: Any, field: Any, show: Callable[[Any, Any], str]) -> tuple[str, str]:
    """For the clerk: a sentence and its tone; what was changed by the applicant is marked and says from what."""
    verdict = f"；{VERDICTS[origin.verdict]}" if origin.verdict in VERDICTS else ""
    if origin.objection:
        return f"{said(origin, '申请人')}，申请人已提出数据异议，等待答复", "hold"
    if origin.changed:
        why = f"，理由：{origin.reason}" if origin.reason else ""
        proof = "，请核对证明材料" if field.proof and field.proof != "reason" else ""
        before = f"{said(origin, '申请人')}的内容是“{show(origin.before, field)}”"
        return f"申请人改动过，{before}{why}{proof}{verdict}", "warn"
    return said(origin, "申请人") + verdict, "ok"
