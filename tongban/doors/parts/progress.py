"""Where a case stands, in the words every door uses: its stages, and what is asked of the applicant now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tongban.doors.parts import words
from tongban.work.cases.kinds import Outcome, Way

STAGES = ("提交", "预审受理", "审批", "决定", "送达")
ENDED_EARLY = {
    Outcome.TURNED_AWAY, Outcome.WITHDRAWN, Outcome.NO_PERMIT, Outcome.NOT_OURS, Outcome.RETURNED, Outcome.SENT_ON,
    Outcome.TERMINATED,
}  # fmt: skip
AGAINST = {
    Outcome.TURNED_AWAY: "不予受理", Outcome.REFUSED: "不予许可", Outcome.NO_PERMIT: "不需要许可，不予受理",
    Outcome.NOT_OURS: "不属于本机关职权，不予受理", Outcome.RETURNED: "已退回", Outcome.TERMINATED: "已终止办理",
}  # fmt: skip
REACHED = {"submitted": 1, "incomplete": 1, "accepted": 2, "paused": 2, "decided": 4, "closed": 5}


@dataclass(frozen=True)
class Stage:
    """One of the five fixed stages of every case."""

    title: str
    state: str  # done, now, hold, bad, todo


@dataclass(frozen=True)
class Now:
    """What is asked of the applicant in one sentence."""

    sentence: str
    address: str = ""
    action: str = ""
    tone: str = ""


def stages(case: Any) -> list[Stage]:
    """The tracker of a case."""
    reached = REACHED.get(case.state, 0)
    if case.outcome in ENDED_EARLY:
        reached = 2 if case.accepted_at else 1
        return [Stage(t, "done" if i < reached else "bad" if i == reached else "todo") for i, t in enumerate(STAGES)]
    here = "hold" if case.state in ("incomplete", "paused") else "now"
    return [Stage(t, "done" if i < reached else here if i == reached else "todo") for i, t in enumerate(STAGES)]


def now(case: Any, clocks: Any, lanes: list[Any], invitation: Any, given: list[Any]) -> Now:
    """The one sentence at the top of the page, with its button."""
    home = f"/my/cases/{case.number}/"
    if case.state == "incomplete":
        open_gaps = case.gaps.filter(settled_at=None).count()
        until = f"，最晚 {words.day(case.supply_by, True)}，逾期将退回申请" if case.supply_by else ""
        said = f"请补正 {open_gaps} 项内容{until}。补正用时不计入办理时限。"
        return Now(said, f"{home}supply/", "去补正", "hold")
    if case.state == "submitted":
        until = f"，最晚 {words.moment(clocks.now.due_at, True)} 前告知您" if clocks.now else ""
        return Now(f"您现在不需要做任何事。窗口正在预审，是否受理{until}。")
    if case.state == "accepted" and case.hearing:
        said = f"您有权要求听证，最晚 {words.day(case.hearing.ask_by, True)} 提出；不要求的，不需要做任何事。"
        return Now(said, f"{home}hearing/", "申请听证", "hold")
    if case.state == "accepted":
        busy = "、".join(dict.fromkeys(lane.department for lane in lanes if lane.state in ("open", "half")))
        return Now(f"您现在不需要做任何事。{busy or '部门'}正在办理，有进展会通知您。")
    if case.state == "paused" and case.hearing and case.hearing.begins_at:
        when = words.moment(case.hearing.begins_at)
        said = f"请于 {when} 参加听证，地点：{case.hearing.place}。请带身份证件。"
        return Now(said, f"{home}hearing/", "不参加，放弃听证", "hold")
    if case.state == "paused":
        stop = next((p for p in case.pauses.all() if p.ended_at is None), None)
        return Now(
            f"您现在不需要做任何事。正在进行：{stop.reason if stop else '特别程序'}，所需时间不计入时限。", tone="hold"
        )
    if case.state == "decided" and case.way == Way.COUNTER and given:
        address = f"/my/licences/{given[0].pk}/"
        return Now("请带身份证件到受理窗口领取，电子证照已存入“我的证照”。", address, "查看证照", "ok")
    if case.state == "decided":
        return Now("您现在不需要做任何事。决定已作出，文书和证照正在盖章送达，通常几分钟内完成。", tone="ok")
    return _after(case, invitation, given)


def _after(case: Any, invitation: Any, given: list[Any]) -> Now:
    if case.outcome == Outcome.WITHDRAWN:
        return Now(
            "申请已撤回。需要时可以重新申请，已交的材料保存在“我的材料”中。", f"/services/{case.item_code}/", "重新申请"
        )
    if case.outcome == Outcome.SENT_ON:
        return Now(f"已转报有权机关办理，去向见转报告知书。理由：{case.reason}", tone="hold")
    if case.outcome in AGAINST:
        return Now(
            f"{AGAINST[case.outcome]}，理由：{case.reason.rstrip('。')}。"
            "您可以按文书写明的途径申请复议或提起诉讼，也可以改正后重新申请。",
            f"/services/{case.item_code}/", "重新申请", "bad",
        )  # fmt: skip
    if invitation is not None and not invitation.rated:
        return Now("已办结。请您评价这次服务，只要两步。", f"/rate/{invitation.token}/", "去评价", "ok")
    if given:
        return Now("已办结，电子证照可以在“我的证照”中查看和下载。", f"/my/licences/{given[0].pk}/", "查看证照", "ok")
    return Now("已办结，结果见下方文书。", tone="ok")
