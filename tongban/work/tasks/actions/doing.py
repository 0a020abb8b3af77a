"""Opening, taking, passing on and closing what is to be done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.tasks import queries
from tongban.work.tasks.errors import AlreadyClaimed, AlreadyClosed, NotYourDesk, Recused
from tongban.work.tasks.events import (
    TaskClaimed,
    TaskClockChanged,
    TaskClosed,
    TaskHandedOver,
    TaskOpened,
    TaskReleased,
    TaskReopened,
)
from tongban.work.tasks.kinds import Spec, TaskState
from tongban.work.tasks.models import Task


@action
def open_task(actor: Actor, spec: Spec) -> Task:
    """Put something on somebody's list (派发待办)."""
    task = Task.objects.create(**vars(spec), opened_at=time.now())
    due = spec.due_on.isoformat() if spec.due_on else ""
    record(actor, TaskOpened(spec.subject, str(task.pk), spec.kind, spec.step, spec.desk, due))
    return task


@action
def claim(actor: Actor, task_id: str) -> Task:
    """Take a task from the desk (认领), or over from whom one stands in for; taking one's own again is harmless."""
    task = locked(actor, task_id)
    if not queries.may_take(actor, task):
        raise AlreadyClaimed(f"{task.claimed_name} 已认领此件。")
    task.claimed_by, task.claimed_name = actor.id, actor.name
    task.save(update_fields=["claimed_by", "claimed_name"])
    record(actor, TaskClaimed(task.subject, str(task.pk), actor.id))
    return task


@action
def release(actor: Actor, task_id: str) -> Task:
    """Give it back to the desk (释放)."""
    task = locked(actor, task_id)
    if task.claimed_by != actor.id:
        raise AlreadyClaimed("这项待办不是由您认领的，不能由您释放。")
    if not task.desk:
        raise AlreadyClaimed("这项待办是点名请您办理的，不能释放。", next_step="不能办理的，请在答复中说明。")
    task.claimed_by = task.claimed_name = ""
    task.save(update_fields=["claimed_by", "claimed_name"])
    record(actor, TaskReleased(task.subject, str(task.pk)))
    return task


@action
def free(actor: Actor, task_id: str) -> Task:
    """Back to its desk, by the platform: who had claimed it works here no more (离职). Done twice, it is harmless."""
    if not actor.is_system:
        raise NotAllowed
    task = _any_locked(actor, task_id)
    task.claimed_by = task.claimed_name = ""
    task.save(update_fields=["claimed_by", "claimed_name"])
    record(actor, TaskReleased(task.subject, str(task.pk)))
    return task


@action
def hand_over(actor: Actor, task_id: str, official_id: str, reason: str) -> Task:
    """Pass it to a colleague who holds a post at the same desk (转交)."""
    task = locked(actor, task_id)
    if task.claimed_by not in ("", actor.id):
        raise AlreadyClaimed(f"{task.claimed_name} 已认领此件，请由其本人转交。")
    holders = identity.holders(task.desk, task.area, item=task.item)
    colleague = next((one for one in holders if str(one.pk) == official_id), None)
    if colleague is None:
        raise NotAllowed("对方不在这个岗位上，不能接收这项待办。", next_step="请从本岗位人员名单中选择。")
    if queries.is_recused(str(colleague.pk), task.subject):
        raise Recused(f"{colleague.name}已回避此件，不能接收。", next_step="请从本岗位其他人员中选择。")
    task.claimed_by, task.claimed_name = str(colleague.pk), colleague.name
    task.save(update_fields=["claimed_by", "claimed_name"])
    record(actor, TaskHandedOver(task.subject, str(task.pk), str(colleague.pk), reason))
    return task


@action
def close(actor: Actor, task_id: str, outcome: str = "done") -> Task:
    """It is done (办结), or, by the platform, no longer needed (``outcome="dropped"``)."""
    task = _any_locked(actor, task_id)
    task.state = TaskState.DROPPED if outcome == "dropped" else TaskState.DONE
    task.closed_at, task.closed_by, task.outcome = time.now(), actor.id, outcome
    task.save(update_fields=["state", "closed_at", "closed_by", "outcome"])
    record(actor, TaskClosed(task.subject, str(task.pk), outcome))
    return task


@action
def reopen(actor: Actor, task_id: str) -> Task:
    """Put back what this actor had just done, because he took that back (撤销). Raises `NotYourDesk`."""
    task = Task.objects.select_for_update().filter(pk=UUID(str(task_id)), closed_by=actor.id).first()
    if task is None:
        raise NotYourDesk
    task.state, task.closed_at, task.closed_by, task.outcome = TaskState.OPEN, None, "", ""
    task.save(update_fields=["state", "closed_at", "closed_by", "outcome"])
    record(actor, TaskReopened(task.subject, str(task.pk)))
    return task


@action
def set_clock(actor: Actor, task_id: str, *, stopped: bool, due_on: date | None) -> Task:
    """Stop its clock, let it go on, or give it the date that follows from a pause."""
    if not actor.is_system:
        raise NotAllowed
    task = _any_locked(actor, task_id)
    task.stopped, task.due_on = stopped, due_on
    task.save(update_fields=["stopped", "due_on"])
    record(actor, TaskClockChanged(task.subject, str(task.pk), stopped, due_on.isoformat() if due_on else ""))
    return task


def locked(actor: Actor, task_id: str) -> Task:
    """The open task on one of the actor's desks, locked; raises `NotYourDesk`, `AlreadyClosed`, `Recused`."""
    task = _open(Task.objects.filter(queries.within_reach(actor)), task_id)
    queries.not_recused(actor, task.subject)
    return task


def _any_locked(actor: Actor, task_id: str) -> Task:
    """As `locked`; for the platform, on whosever desk it lies."""
    return _open(Task.objects.all(), task_id) if actor.is_system else locked(actor, task_id)


def _open(rows: QuerySet[Task], task_id: str) -> Task:
    try:
        task = rows.select_for_update().filter(pk=UUID(str(task_id))).first()
    except ValueError:
        raise NotYourDesk from None
    if task is None:
        raise NotYourDesk
    if not task.open:
        raise AlreadyClosed
    return task
