"""Reactions on departments' desks: steps in parallel, hearings, and what is owed no more."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as approval_rows
from tongban.work.cases import queries as rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()
ANSWERS = "card"  # a department answers to supervision whatever becomes of the case


def open_steps(fact: Any) -> None:
    """Every step that can begin now goes to its department's desk, in parallel."""
    case = rows.by_subject(fact.subject)
    if approval_rows.steps_to_open(case):
        approvals.put_on_desks(SYSTEM, str(case.pk))


def examine_anew(fact: Any) -> None:
    """What departments said before no longer stands: the steps begin again."""
    case = rows.by_subject(fact.subject)
    began = case.accepted_at or case.received_at
    if began and approval_rows.stood_before(case, began):
        approvals.start_again(SYSTEM, str(case.pk), before=began)


def drop_tasks(fact: Any) -> None:
    """What was owed on a case before it was taken back, decided, handed on or begun anew is owed no more."""
    # By the order of the facts, not by the clock, which may be set back.
    opened = {row.body["task"] for row in ledger.timeline(fact.subject)
              if row.kind == "tasks.TaskOpened" and row.seq < fact.seq}
    for task in task_rows.open_of(fact.subject):
        if str(task.pk) in opened and task.kind != ANSWERS:
            tasks.close(SYSTEM, str(task.pk), "dropped")


def prepare_hearing(fact: Any) -> None:
    """The deciding desk calls the hearing and holds it in time."""
    case = rows.by_subject(fact.subject)
    if case.hearing and not task_rows.open_of(fact.subject, "hearing"):
        tasks.open_task(SYSTEM, Spec(
            kind="hearing", subject=case.subject, title=f"{case.title} · 组织听证",
            context=f"{case.applicant_name} · {case.number}", desk=case.definition.process.deciding.desk,
            area=case.area, department=case.department, item=case.item_code,
            due_on=case.hearing.hold_by, limit="20 working days",
        ))


def close_hearing(fact: Any) -> None:
    for task in task_rows.open_of(fact.subject, "hearing"):
        tasks.close(SYSTEM, str(task.pk))
