"""How the evidence stands: are facts sealed, do witnesses answer, was anything found. Needs no database."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings

from tongban.registers.ledger.errors import NotWitnessed
from tongban.registers.ledger.log import VKEY, ours


@dataclass(frozen=True)
class Evidence:
    """``level`` is ok, warn, red or stop; ``age`` the seconds since witnesses cosigned, None without any."""

    level: str
    sentence: str
    age: float | None
    size: int
    breaches: tuple[str, ...] = ()


def evidence() -> Evidence:
    """The evidence as this moment finds it."""
    book, chosen = ours(), settings.TONGBAN
    state = book.state
    size = int(state.get("size", 0))
    found = tuple(line for lines in state.get("breaches", {}).values() for line in lines)
    age = _age()
    level, sentence = "ok", f"已封存 {size} 条留痕"
    if age is None:
        level, sentence = ("ok", "没有配置见证方") if not state else ("warn", f"{sentence}，没有配置见证方")
    elif age > chosen.witness_stop:
        level, sentence = "stop", f"{_span(age)}没有见证方签名，暂停作出新的决定"
    elif age > chosen.witness_red:
        level, sentence = "red", f"{_span(age)}没有见证方签名"
    elif age > chosen.witness_warn:
        level, sentence = "warn", f"{_span(age)}没有见证方签名"
    if found:
        level = "stop" if level == "stop" else "red"
        sentence = f"发现 {len(found)} 处改动：{found[0]}"
    return Evidence(level, sentence, age, size, found)


def require_witnessed() -> None:
    """Raise `NotWitnessed` when no witness has cosigned for too long: what is decided now could be rewritten unseen."""
    age = _age()
    if age is not None and age > settings.TONGBAN.witness_stop:
        raise NotWitnessed


def _age() -> float | None:
    """Seconds since enough witnesses cosigned, by the real clock; None where there are none to wait for."""
    book = ours()
    state = book.state
    if not settings.TONGBAN.witnesses and not state.get("witnesses"):
        return None
    founded = book.folder / VKEY
    since = state.get("cosigned_at") or state.get("since") or (founded.stat().st_mtime if founded.exists() else None)
    return None if since is None else max(0.0, time.time() - since)


def _span(seconds: float) -> str:
    if seconds >= 3600:
        return f"{seconds / 3600:.1f} 小时"
    return f"{int(seconds // 60)} 分钟" if seconds >= 60 else f"{int(seconds)} 秒"
