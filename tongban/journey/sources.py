"""What follows where data or another office answer for a document: requests, consents, and their end with the case."""

from __future__ import annotations

from typing import Any

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.identity import queries as identity
from tongban.registers.sources import actions as sources
from tongban.registers.sources import queries as source_rows
from tongban.registers.sources.kinds import State
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import REQUEST, Source
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def ask_offices(fact: Any) -> None:
    """An accepted case asks the other offices that its item names, each with its day."""
    case = rows.by_subject(fact.subject)
    if case.state not in ("accepted", "paused"):
        return
    known = {task.step for task in task_rows.of_subject(case.subject) if task.kind == REQUEST and task.state == "open"}
    for given in case.given.filter(current=True, source=Source.REQUEST):
        if given.code in known or given.evidence.get("answer"):
            continue
        desk, limit = given.evidence["desk"], Limit.parse(given.evidence["within"])
        material = case.definition.material(given.code)
        tasks.open_task(SYSTEM, Spec(
            kind=REQUEST, step=given.code, subject=case.subject, title=f"{case.title} · 请协助核实{material.title}",
            context=f"{case.applicant_name} · {case.number}", desk=desk, area=case.area,
            department=identity.desk(desk).department_id, due_on=holidays.calendar().due(time.today(), limit),
            limit=str(limit), note=given.evidence.get("asks") or material.title,
        ))  # fmt: skip


def ask_person(fact: Any) -> None:
    """Whoever's data are wanted for somebody else's case is asked."""
    row = source_rows.by_id(fact.authorisation)
    if row.state != State.ASKED or told.told(f"data/{row.pk}", "consent-asked") or not row.holder.startswith("person/"):
        return
    messages.tell(
        SYSTEM, row.holder, "consent-asked", f"data/{row.pk}", link="/my/data/", item=row.title,
        who=row.asked_name, what=row.what_title,
    )


def end_authorisations(fact: Any) -> None:
    """What was agreed for a case ends with it."""
    if any(row.state != State.ENDED for row in source_rows.authorisations(fact.subject)):
        sources.end(SYSTEM, fact.subject)
