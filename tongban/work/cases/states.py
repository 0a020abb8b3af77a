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


# Figures behind a notice are articles and items of 行政许可法.
MOVES = table("""
    from         verb                to           who         notice
    draft        submit              submitted    applicant   receipt             # 收件凭证
    submitted    no_permit           closed       clerk       no-permit-needed    # 不需要许可告知书 (32-1)
    submitted    not_ours            closed       clerk       not-ours            # 不属于职权范围, and whose (32-2)
    submitted    correct             submitted    clerk       -                   # 当场更正 (32-3)
    submitted    ask_for_more        incomplete   clerk       list-of-gaps        # 补正告知书, once (32-4)
    submitted    turn_away           closed       clerk       non-acceptance      # 不予受理决定书
    submitted    accept              accepted     clerk       acceptance          # 受理通知书 (32-5)
    submitted    deem_accepted       accepted     system      deemed-acceptance   # 逾期视为受理 (32-4)
    incomplete   supply              submitted    applicant   -
    incomplete   return_unsupplied   closed       system      return              # 逾期未补正退件告知书
    accepted     pause               paused       approver    special-procedure   # 特别程序告知书: clock stops (45)
    paused       resume              accepted     approver    resumption          # 恢复办理告知书
    accepted     tell_hearing_right  accepted     approver    hearing-right       # 听证告知书 (47)
    accepted     ask_hearing         paused       applicant   special-procedure   # within 5 working days (47)
    paused       call_hearing        paused       approver    hearing-call        # 听证通知书, 7 days before (48)
    paused       hold_hearing        accepted     approver    hearing-record      # 听证笔录 (48)
    accepted     give_up_hearing     accepted     applicant   hearing-waiver      # 放弃听证: nothing waits for him
    paused       give_up_hearing     accepted     applicant   hearing-waiver      # the clock goes on
    accepted     extend              accepted     head        extension           # 延长期限告知书, once (42)
    accepted     transfer            submitted    approver    transfer            # 移送告知书
    accepted     send_on             closed       approver    sent-on             # 转报告知书
    accepted     terminate           closed       approver    termination         # 终止办理决定书
    accepted     decide              decided      approver    decision            # 准予 / 不予许可决定书 (38)
    decided      finish              closed       system      delivery-note       # 送达回证
    decided      hand_out            closed       clerk       delivery-note       # collected at the counter (44)
    decided      rectify             decided      approver    rectification       # 更正通知书: a clerical error
    closed       rectify             closed       approver    rectification
    closed       reopen              accepted     supervisor  reopening           # 重新办理通知书
    any-open     withdraw            closed       applicant   withdrawal          # 终止办理告知书
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
    "submit": "提交申请", "no_permit": "告知不需要许可", "not_ours": "告知向有权机关申请", "correct": "当场更正",
    "ask_for_more": "一次性告知补正", "supply": "补交材料", "return_unsupplied": "逾期未补正退件",
    "turn_away": "不予受理", "accept": "受理", "deem_accepted": "逾期视为受理", "pause": "启动特别程序",
    "resume": "恢复办理", "tell_hearing_right": "告知听证权利", "ask_hearing": "申请听证", "call_hearing": "通知听证",
    "hold_hearing": "记录听证", "give_up_hearing": "放弃听证", "extend": "延长办理期限",
    "transfer": "移送其他地区办理", "send_on": "转报上级机关",
    "terminate": "终止办理", "decide": "作出决定", "finish": "办结", "hand_out": "窗口发放",
    "rectify": "更正文书", "reopen": "重新办理", "withdraw": "撤回申请",
}


WHO = {move.verb: move.who for move in MOVES.values()}


def allowed(state: str) -> list[Move]:
    """The moves that may follow ``state``."""
    return [move for (source, _), move in MOVES.items() if source == state]
