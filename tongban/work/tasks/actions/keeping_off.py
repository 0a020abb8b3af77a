"""Somebody stays away from a matter (回避); who decides that, is said by the room the matter belongs to."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.tasks.errors import Recused
from tongban.work.tasks.events import OfficialRecused, TaskReleased
from tongban.work.tasks.kinds import Ground, TaskState
from tongban.work.tasks.models import Recusal, Task


@action
def keep_off(actor: Actor, subject: str, *, official: str, name: str, ground: str, reason: str) -> Recusal:
    """From now on ``official`` takes no task of ``subject``; what he had claimed goes back to its desk (回避)."""
    if Recusal.objects.filter(subject=subject, official=official).exists():
        raise Recused(f"{name}已经回避此件。", next_step="不需要再次办理回避。")
    row = Recusal.objects.create(
        subject=subject, official=official, official_name=name, ground=Ground(ground), reason=reason,
        by=actor.id, by_name=actor.name, at=time.now(),
    )
    record(actor, OfficialRecused(subject, official, ground))
    for task in Task.objects.select_for_update().filter(subject=subject, claimed_by=official, state=TaskState.OPEN):
        task.claimed_by = task.claimed_name = ""
        task.save(update_fields=["claimed_by", "claimed_name"])
        record(actor, TaskReleased(subject, str(task.pk)))
    return row
