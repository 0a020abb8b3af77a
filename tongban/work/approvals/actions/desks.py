"""Which steps lie on which desks: put there when they open, taken away when they no longer are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tongban.engines.process import Step
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.calendar import queries as holidays
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import progress
from tongban.work.approvals.events import ExaminationBegunAnew
from tongban.work.cases.queries import locked
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.kinds import Spec

if TYPE_CHECKING:
    from tongban.work.cases.models import Case
    from tongban.work.tasks.models import Task


@action
def put_on_desks(actor: Actor, case_id: str) -> Case:
    """Put every step that is open now on its department's desk (分派), in parallel; steps already there stay."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    for step in waiting_for_desk(case):
        desk = identity.desk(step.desk)
        due = progress.due(case, step, time.now(), holidays.calendar())
        tasks.open_task(
            actor,
            Spec(
                kind="step", subject=case.subject, step=step.name, title=f"{case.title} · {step.title}",
                context=f"{case.applicant_name} · {case.number}", desk=step.desk, area=progress.area(case, step),
                department=desk.department.code, item=case.item_code, due_on=due, limit=str(step.within or ""),
            ),
        )
    return case


@action
def start_again(actor: Actor, case_id: str, before: datetime) -> Case:
    """What was signed before this moment no longer stands (重新审查): somebody else examines, or all begins anew."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    case.opinions.filter(sent_back_at=None, signed_at__lt=before).update(sent_back_at=time.now())
    record(actor, ExaminationBegunAnew(case.subject))
    return case


@action
def take_from_desks(actor: Actor, case_id: str) -> Case:
    """Take away the tasks of steps that no longer wait for anybody, after one was sent back (撤回待办)."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    for task in no_longer_open(case):
        tasks.close(actor, str(task.pk), "dropped")
    return case


def no_longer_open(case: Case) -> list[Task]:
    """Tasks of steps that wait for nobody now."""
    names = {s.name for s in progress.now_open(case)}
    return [t for t in task_lists.open_of(case.subject, "step") if t.step not in names]


def waiting_for_desk(case: Case) -> list[Step]:
    """Open steps that lie on no desk yet."""
    there = {t.step for t in task_lists.open_of(case.subject, "step")}
    return [s for s in progress.now_open(case) if s.name not in there]
