"""Reactions that concern only what lies on officials' desks."""

from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as approval_rows
from tongban.work.cases import queries as rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def clear_returned(fact: Any) -> None:
    """After a return to an earlier step the later ones wait: their tasks leave the desks."""
    case = rows.by_subject(fact.subject)
    if approval_rows.tasks_to_take(case):
        approvals.take_from_desks(SYSTEM, str(case.pk))


def mark_silence(fact: Any) -> None:
    """A window that let the five days pass is a matter for supervision (红牌)."""
    case = rows.by_subject(fact.subject)
    if not any(task.kind == "silence" for task in task_rows.of_subject(fact.subject)):
        tasks.open_task(SYSTEM, Spec(
            kind="silence", subject=case.subject, title=f"{case.title} · 逾期未答复，已视为受理",
            context=f"{case.applicant_name} · {case.number}", desk="supervision", area=case.area,
            department="service-centre", due_on=holidays.calendar().add(time.today(), 5), limit="5 working days",
        ))
