"""What may happen to a bar: every state, every verb, who may."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One lawful move."""

    source: str
    verb: str
    to: str
    who: str  # holder: whom it binds; department: an approver or head of the one that imposed it


def table(text: str) -> dict[tuple[str, str], Move]:
    """Read the table below."""
    moves = {}
    for line in text.strip().splitlines()[1:]:
        source, verb, to, who = line.split("#")[0].split()
        moves[source, verb] = Move(source, verb, to, who)
    return moves


MOVES = table("""
    from       verb       to         who
    in-force   ask        asked      holder       # 申请信用修复, or object (异议)
    asked      lift       lifted     department   # 准予修复, or the objection was right
    asked      keep       in-force   department   # 不予修复, with its reason
    in-force   lift       lifted     department   # of its own accord
""")

STATES = {"in-force": "执行中", "asked": "修复审核中", "lifted": "已解除"}
VERBS = {"ask": "申请修复", "lift": "解除", "keep": "不予修复"}
