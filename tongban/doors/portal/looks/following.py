"""Where a case stands, as its applicant sees it: stages, what is asked of him now, who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.doors.parts import happenings, words
from tongban.doors.parts.progress import Now
from tongban.engines.process import svg
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import queries as cases

LOOKS_SHOWN = 20
LOOKS = ("cases.CaseLooked", "cases.CaseAskedByPhone", "cases.CaseUnmasked", "openings.OpeningUsed")
SAID = ("cases.CaseUnmasked", "openings.OpeningUsed")  # more than a look: with its name
DRAWN = {"agreed": "done", "disagreed": "done", "half": "open", "open": "open", "waiting": "waiting"}


def told(case: Any, given: Sequence[Any]) -> tuple[list[happenings.Event], list[tuple[datetime, str]]]:
    """What happened to the case and to what was given, oldest first; and which officials looked, newest first."""
    facts = [
        f for f in ledger.timelines([case.subject, *(licence.subject for licence in given)])
        if f.kind != "licences.LicencePrinted"
    ]  # fmt: skip
    looks = [fact for fact in facts if fact.kind in LOOKS][-LOOKS_SHOWN:]
    seen = [(e.at, _looker(e)) for e in happenings.events(case, looks, staff=True)][::-1] if looks else []
    return happenings.events(case, facts), seen


def _looker(event: happenings.Event) -> str:
    return f"{event.who} · {event.title}" if event.kind in SAID else event.who


def pauses(case: Any) -> list[Any]:
    """The special procedures, in the order they began."""
    return sorted(case.pauses.all(), key=lambda pause: pause.started_at)


@dataclass(frozen=True)
class Corrected:
    """One answer corrected at the window, as it stood before and after."""

    at: datetime
    by: str
    label: str
    before: str
    after: str


def corrections(case: Any) -> list[Corrected]:
    """What was corrected on the spot, answer by answer."""
    found = []
    for row in case.corrections.order_by("at"):
        for name in row.after:
            field = case.definition.form.fields.get(name) or case.definition.form.fields.get(name.rpartition(".")[0])
            said = [str(side.get(name) or "未填写") for side in (row.before, row.after)]
            found.append(Corrected(row.at, row.official_name, field.label if field else name, *said))
    return found


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


@dataclass(frozen=True)
class LaneShown:
    """One item of a run beside the others: its state in a word, its clock, what it means for the applicant."""

    lane: Any
    word: str
    tone: str
    clocks: Any = None
    address: str = ""
    action: str = ""


def lane(one: Any) -> LaneShown:
    """How a lane is shown: a case by its own state, the others by why they are none yet."""
    if one.state == "waiting":
        return LaneShown(one, "等待前一环节", "")
    if one.state == "barred":
        return LaneShown(one, "您已撤回", "") if one.taken_back else LaneShown(one, "不再提交", "bad")
    if one.state == "held":
        address = f"/apply/{one.case.pk}/" if one.case else ""
        return LaneShown(one, "待您补充", "hold", address=address, action="去补充并提交")
    home = f"/my/cases/{one.case.number}/"
    owed = one.case.state == "incomplete"
    return LaneShown(
        one, words.state(one.case), words.state_tone(one.case), cases.clocks(one.case),
        f"{home}supply/" if owed else home, "去补正" if owed else "查看",
    )


def now_of_run(run: Any, found: Sequence[Any]) -> Now:
    """What is asked of the applicant about the whole, in one sentence."""
    owed = [one for one in found if one.case and one.case.state == "incomplete"]
    held = [one for one in found if one.state == "held"]
    if run.state == "closed":
        return _ended(found)
    if owed:
        one = owed[0]
        said = f"“{'”“'.join(each.title for each in owed)}”需要补正。同一份材料补一次，别的事项也要的会一起补上。"
        return Now(said, f"/my/cases/{one.case.number}/supply/", "去补正", "hold")
    if held:
        one = held[0]
        return Now(f"“{one.title}”还差一点才能提交。", f"/apply/{one.case.pk}/" if one.case else "", "去补充", "hold")
    lost = [one for one in found if one.lost]
    if lost:
        said = f"“{'”“'.join(one.title for one in lost)}”没有办成，原因见下；其他事项继续办理，不受影响。"
        return Now(said, tone="hold")
    if any(one.state == "waiting" for one in found):
        return Now("您现在不需要做任何事。前一个事项办成后，等它结果的事项会自动提交，办好一项送达一项。")
    return Now("您现在不需要做任何事。各部门正在同时办理，办好一项送达一项。")


def _ended(found: Sequence[Any]) -> Now:
    """How the whole ended: what was granted, what was not, what the applicant himself took back."""
    granted, lost, back = (sum(getattr(one, how) for one in found) for how in ("granted", "lost", "taken_back"))
    sides = ((granted, "已准予"), (back, "由您撤回"), (lost, "没有办成，原因见下"))
    said = "，".join(f"{n} 个{what}" for n, what in sides if n)
    return Now(f"全部办完：{len(found)} 个事项中，{said}。", tone="hold" if lost else "ok")


def spared(run: Any) -> str:
    """为您省去 … as it was counted when the run was handed in."""
    said = [(run.spared.get(key, 0), what) for key, what in
            (("fields", "个填写项"), ("materials", "份材料"), ("visits", "次跑动"))]  # fmt: skip
    told = "、".join(f"{n} {what}" for n, what in said if n)
    return f"为您省去 {told}" if told else ""
