"""What the law allows: every state, every verb, who may, what notice it owes. Screens, API and tests read it."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = ("submitted", "incomplete", "accepted", "paused")


@dataclass(frozen=True)
class Move:
    """One lawful move: from which state, by which verb, to which state, by whom, serving which notice."""

    source: str
    verb: str
    to: str
    who: str
    notice: str  # "" when none is owed


def table(text: str) -> dict[tuple[str, str], Move]:
    """Read the table below; ``any-open`` stands for every state before the decision."""
    moves = {}
    for line in text.strip().splitlines()[1:]:
        source, verb, to, who, notice = line.split("#")[0].split()
        for state in OPEN if source == "any-open" else (source,):
            moves[state, verb] = Move(state, verb, to, who, "" if notice == "-" else notice)
    return moves


MOVES = table("""
    from         verb          to           who         notice
    draft        submit        submitted    applicant   receipt             # 收件凭证
    submitted    ask_for_more  incomplete   clerk       list-of-gaps        # 补正告知书, once and complete (第三十二条)
    incomplete   supply        submitted    applicant   -
    submitted    turn_away     closed       clerk       non-acceptance      # 不予受理决定书
    submitted    accept        accepted     clerk       acceptance          # 受理通知书
    accepted     pause         paused       approver    special-procedure   # 特别程序告知书: clock stops (第四十五条)
    paused       resume        accepted     approver    -
    accepted     decide        decided      approver    decision            # 准予 / 不予许可决定书 (第三十八条)
    decided      finish        closed       system      delivery-note       # 送达回证
    any-open     withdraw      closed       applicant   withdrawal          # 终止办理告知书
""")

STATES = {
    "draft": ("待提交", "草稿"),
    "submitted": ("已提交，正在预审", "预审"),
    "incomplete": ("待您补正", "补正中"),
    "accepted": ("正在审批", "审查"),
    "paused": ("特别程序中（时限暂停）", "特别程序"),
    "decided": ("已作出决定，正在制证送达", "决定"),
    "closed": ("已办结", "办结"),
}

VERBS = {
    "submit": "提交申请", "ask_for_more": "一次性告知补正", "supply": "补交材料", "turn_away": "不予受理",
    "accept": "受理",
    "pause": "启动特别程序", "resume": "恢复办理", "decide": "作出决定", "finish": "办结", "withdraw": "撤回申请",
}


WHO = {move.verb: move.who for move in MOVES.values()}


def allowed(state: str) -> list[Move]:
    """The moves that may follow ``state``."""
    return [move for (source, _), move in MOVES.items() if source == state]
