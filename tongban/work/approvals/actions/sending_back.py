"""Returning to an earlier step (退回上一环节): what was built on it no longer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import permits, progress
from tongban.work.approvals.errors import NotEarlier, ReasonNeeded
from tongban.work.approvals.events import StepReturned
from tongban.work.cases.queries import locked
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


@action
def send_back(actor: Actor, case_id: str, to_step: str, reason: str) -> Case:
    """Return a case to a settled step before one's own open step, with the reason (退回上一环节).

    The opinions of that step and of every step after it no longer stand; its task comes back to its desk.
    Raises `NotTheSigner`, `NotEarlier`, `ReasonNeeded`, `AlreadyClaimed`, `Recused`.
    """
    case = locked(case_id)
    task_lists.not_recused(actor, case.subject)
    opinions = progress.standing(case)
    mine = permits.own_open_steps(actor, case, opinions)
    earlier = {s.name: step for step in mine for s in progress.before(case, step) if opinions.get(s.name)}
    if to_step not in earlier or case.state != "accepted":
        raise NotEarlier
    if not reason.strip():
        raise ReasonNeeded
    for task in task_lists.open_of(case.subject, "step", earlier[to_step].name):
        if not task_lists.may_take(actor, task):
            raise AlreadyClaimed(f"{task.claimed_name} 已认领此环节。")
    undone = {to_step, *(s.name for s in progress.following(case, to_step))}
    case.opinions.filter(step__in=undone, sent_back_at=None).update(
        sent_back_at=time.now(), sent_back_by=actor.name, sent_back_reason=reason.strip()
    )
    record(actor, StepReturned(case.subject, earlier[to_step].name, to_step, reason.strip()))
    return case
