"""At the window: the visitor has read what was written for him, says it is right, and may sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action
from tongban.registers.visits import actions as visits
from tongban.work.cases import signing
from tongban.work.cases.actions.drafting import editable
from tongban.work.cases.kinds import Hand

if TYPE_CHECKING:
    from tongban.registers.visits.models import Confirmation


@action
def confirm(
    actor: Actor, case_id: str, visitor: Actor, visit_id: str, digest: str, way: str, hand: Hand | None = None
) -> Confirmation:
    """Keep the yes of whoever stands at the window (核对确认), and his signature if he gives one.

    ``actor`` is the clerk, ``visitor`` for whom he writes. Raises `NoSuchVisit`, `NotYourName`, `BadSignature`.
    """
    case = editable(visitor, case_id)
    signing.keep(visitor, case, hand)
    return visits.confirm(actor, visit_id, case.subject, digest, way)
