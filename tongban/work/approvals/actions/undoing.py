"""Taking back what one has just done to a case, with the signature under it (撤销)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action
from tongban.work.cases import actions as cases
from tongban.work.cases.queries import held, locked

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

OWN_WILL = "签署人在送达前撤销"


@action
def undo(actor: Actor, case_id: str) -> Case:
    """Take one's last turn back, as `cases.undo`; the signature that decided no longer stands. Raises as that does."""
    case = locked(case_id)
    turn = held(actor, case)
    if turn is not None and turn.verb == "decide":
        signed = case.opinions.filter(sent_back_at=None, official=actor.id, signed_at__gte=turn.began)
        signed.update(sent_back_at=time.now(), sent_back_by=actor.name, sent_back_reason=OWN_WILL)
    return cases.undo(actor, case_id)
