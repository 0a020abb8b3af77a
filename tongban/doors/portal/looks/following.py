"""Where a case stands, as its applicant sees it: stages, what is asked of him now, who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.doors.parts import happenings, words
from tongban.engines.process import svg
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import Outcome

STAGES = ("提交", "预审受理", "审批", "决定", "送达")
REACHED = {"submitted": 1, "incomplete": 1, "accepted": 2, "paused": 2, "decided": 4, "closed": 5}
DRAWN = {"agreed": "done", "disagreed": "done", "half": "open", "open": "open", "waiting": "waiting"}


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
    if case.outcome in (Outcome.TURNED_AWAY, Outcome.WITHDRAWN):
        reached = 2 if case.accepted_at else 1
        return [Stage(t, "done" if i < reached else "bad" if i == reached else "todo") for i, t in enumerate(STAGES)]
    here = "hold" if case.state in ("incomplete", "paused") else "now"
    return [Stage(t, "done" if i < reached else here if i == reached else "todo") for i, t in enumerate(STAGES)]


def now(case: Any, clocks: Any, lanes: list[Any], invitation: Any, given: list[Any]) -> Now:
    """The one sentence at the top of the page, with its button."""
    home = f"/my/cases/{case.number}/"
    if case.state == "incomplete":
        open_gaps = case.gaps.filter(settled_at=None).count()
        return Now(f"请补正 {open_gaps} 项内容，补正用时不计入办理时限。", f"{home}supply/", "去补正", "hold")
    if case.state == "submitted":
        until = f"，最晚 {words.moment(clocks.now.due_at, True)} 前告知您" if clocks.now else ""
        return Now(f"您现在不需要做任何事。窗口正在预审，是否受理{until}。")
    if case.state == "accepted":
        busy = "、".join(dict.fromkeys(lane.department for lane in lanes if lane.state in ("open", "half")))
        return Now(f"您现在不需要做任何事。{busy or '部门'}正在办理，有进展会通知您。")
    if case.state == "paused":
        stop = case.pauses.filter(ended_at=None).first()
        return Now(
            f"您现在不需要做任何事。正在进行：{stop.reason if stop else '特别程序'}，所需时间不计入时限。", tone="hold"
        )
    if case.state == "decided":
        return Now("您现在不需要做任何事。决定已作出，文书和证照正在盖章送达，通常几分钟内完成。", tone="ok")
    return _after(case, invitation, given)


def _after(case: Any, invitation: Any, given: list[Any]) -> Now:
    if case.outcome == Outcome.WITHDRAWN:
        return Now(
            "申请已撤回。需要时可以重新申请，已交的材料保存在“我的材料”中。", f"/services/{case.item_code}/", "重新申请"
        )
    if case.outcome in (Outcome.TURNED_AWAY, Outcome.REFUSED):
        word = "不予受理" if case.outcome == Outcome.TURNED_AWAY else "不予许可"
        return Now(f"{word}，理由：{case.reason} 您可以按决定书写明的途径申请复议或提起诉讼，也可以改正后重新申请。",
                   f"/services/{case.item_code}/", "重新申请", "bad")  # fmt: skip
    if invitation is not None and not invitation.rated:
        return Now("已办结。请您评价这次服务，只要两步。", f"/rate/{invitation.token}/", "去评价", "ok")
    if given:
        return Now("已办结，电子证照可以在“我的证照”中查看和下载。", f"/my/licences/{given[0].pk}/", "查看证照", "ok")
    return Now("已办结，结果见下方文书。", tone="ok")


def timeline(case: Any) -> list[happenings.Event]:
    """What happened to the case and to what was issued out of it, oldest first."""
    subjects = [case.subject, *(licence.subject for licence in licences.from_source(case.subject))]
    facts = [f for f in ledger.timelines(subjects) if f.kind != "licences.LicencePrinted"]
    return happenings.events(case, facts)


def who_looked(case: Any) -> list[tuple[datetime, str]]:
    """Which officials opened the case, newest first."""
    facts = [fact for fact in ledger.timeline(case.subject) if fact.kind == "cases.CaseLooked"]
    return [(e.at, e.who) for e in happenings.events(case, facts, staff=True)][::-1][:20] if facts else []


def drawing(case: Any, lanes: list[Any]) -> str:
    """The item's process with how far this case has come."""
    states = {lane.step: DRAWN[lane.state] for lane in lanes}
    states |= {step.name: "skipped" for step in case.definition.process if step.name not in states}
    desks = {step.desk: lane.department for step in case.definition.process for lane in lanes if lane.step == step.name}
    here = next((lane.step for lane in lanes if lane.state in ("open", "half")), None)
    return svg(case.definition.process, states, title=f"{case.title}办理流程", desks=desks, here=here)


@dataclass(frozen=True)
class Running:
    """A case in a list, with its clock."""

    case: Any
    clocks: Any


def running(actor: Actor, limit: int = 5) -> list[Running]:
    """My cases that are not over, newest first."""
    rows = [case for case in cases.of_applicant(actor) if case.state != "closed"][:limit]
    return [Running(case, cases.clocks(case)) for case in rows]
