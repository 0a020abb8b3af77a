"""What a department's system calls for (数据使用目的): a short list as data; a call names one it was admitted for.

Law: 个人信息保护法 第六条、第三十四条.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from tongban.kernel.actor import Actor
from tongban.registers.identity.errors import PurposeNeeded, PurposeNotYours

LIST = Path(__file__).parent / "data" / "purposes.yaml"
HEADER = "Tongban-Purpose"


@cache
def purposes() -> Mapping[str, str]:
    """Every purpose by its code, with what people read."""
    return dict(yaml.safe_load(LIST.read_text("utf-8")))


def calling_for(actor: Actor, code: str) -> Actor:
    """The same system, which says what it calls for; raises `PurposeNeeded`, `PurposeNotYours`."""
    named = "、".join(f"{one}（{purposes().get(one, one)}）" for one in actor.purposes)
    admitted = f"这个令牌可以用于：{named}" if named else "这个令牌没有登记用途"
    if not code:
        raise PurposeNeeded(next_step=f"请在请求头 {HEADER} 中写明用途代码；{admitted}。")
    if code not in actor.purposes:
        raise PurposeNotYours(next_step=f"{admitted}；需要其他用途的，请向安全管理员申请。")
    return replace(actor, purpose=code)
