"""How a change of the library proceeds: every state, every verb, who may."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One lawful move."""

    source: str
    verb: str
    to: str
    who: str  # drafter: an operator; second: who reviews and wrote nothing of it; system: the clock


def table(text: str) -> dict[tuple[str, str], Move]:
    moves = {}
    for line in text.strip().splitlines()[1:]:
        source, verb, to, who = line.split("#")[0].split()
        moves[source, verb] = Move(source, verb, to, who)
    return moves


MOVES = table("""
    from       verb       to         who
    drafted    save       drafted    drafter   # 编辑: the text as typed, the plan
    drafted    send       reviewing  drafter   # 送审
    drafted    drop       dropped    drafter   # 放弃
    reviewing  recall     drafted    drafter   # 撤回送审
    reviewing  approve    approved   second    # 审核通过: a second person
    reviewing  send_back  sent_back  second    # 退回修改, with reason
    sent_back  save       drafted    drafter
    sent_back  send       reviewing  drafter
    sent_back  drop       dropped    drafter
    approved   publish    published  system    # 发布: at once, or by the clock on its day
    approved   give_back  sent_back  system    # the catalogue refused it on its day
    approved   drop       dropped    drafter   # before its day
""")

STATES = {
    "drafted": "起草中", "reviewing": "审核中", "sent_back": "已退回", "approved": "已通过，待生效",
    "published": "已发布", "dropped": "已放弃",
}  # fmt: skip
VERBS = {
    "save": "修改", "send": "送审", "recall": "撤回送审", "approve": "审核通过", "send_back": "退回修改",
    "publish": "发布", "give_back": "退回修改", "drop": "放弃",
}  # fmt: skip
