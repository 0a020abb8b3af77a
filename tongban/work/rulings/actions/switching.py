"""One switch stops the machine, for an item or for all, at once (停用、恢复智能审批)."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.work.rulings import permits, switching
from tongban.work.rulings.errors import NoSwitch, ReasonNeeded
from tongban.work.rulings.events import AutomaticResumed, AutomaticStopped
from tongban.work.rulings.models import Switch

LONGEST = 300


@action
@proven("停用智能审批")
def stop(actor: Actor, item_code: str = "", *, reason: str) -> Switch:
    """Stop deciding by rules (停用智能审批): when this returns, nothing more is decided so; cases go to people.

    Without ``item_code`` for all items. Raises `NoSwitch`, `ReasonNeeded`.
    """
    row = _turn(actor, item_code, reason, on=False)
    record(actor, AutomaticStopped(subject(item_code), row.reason, actor.is_system))
    return row


@action
@proven("恢复智能审批")
def resume(actor: Actor, item_code: str = "", *, reason: str) -> Switch:
    """Let the machine decide again (恢复智能审批); what went to people stays with them. Raises as `stop`."""
    if actor.is_system:
        raise NoSwitch
    row = _turn(actor, item_code, reason, on=True)
    record(actor, AutomaticResumed(subject(item_code), row.reason))
    return row


def subject(item_code: str) -> str:
    return f"automatic/{item_code or 'all'}"


def _turn(actor: Actor, item_code: str, reason: str, *, on: bool) -> Switch:
    if not actor.is_system and not permits.may_switch(actor):
        raise NoSwitch
    if not reason.strip():
        raise ReasonNeeded
    switching.seize()
    return Switch.objects.create(
        item_code=item_code, on=on, reason=reason.strip()[:LONGEST], by=actor.id, by_name=actor.name, at=time.now()
    )
