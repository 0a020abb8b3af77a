"""Where a case stands, as its applicant sees it: stages, what is asked of him now, who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.doors.parts import happenings
from tongban.engines.process import svg
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import queries as cases

LOOKS_SHOWN = 20
DRAWN = {"agreed": "done", "disagreed": "done", "half": "open", "open": "open", "waiting": "waiting"}


def told(case: Any, given: Sequence[Any]) -> tuple[list[happenings.Event], list[tuple[datetime, str]]]:
    """What happened to the case and to what was given, oldest first; and which officials looked, newest first."""
    facts = [
        f for f in ledger.timelines([case.subject, *(licence.subject for licence in given)])
        if f.kind != "licences.LicencePrinted"
    ]  # fmt: skip
    looks = [fact for fact in facts if fact.kind in ("cases.CaseLooked", "cases.CaseAskedByPhone")][-LOOKS_SHOWN:]
    seen = [(e.at, e.who) for e in happenings.events(case, looks, staff=True)][::-1] if looks else []
    return happenings.events(case, facts), seen


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
