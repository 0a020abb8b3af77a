"""How a licence ends before its time: revoked, withdrawn as a penalty, struck off. Each owes its holder a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences import deciding, permits
from tongban.registers.licences.events import LicenceCancelled, LicenceRevoked, LicenceWithdrawn
from tongban.registers.licences.models import Licence
from tongban.registers.licences.moving import locked, move
from tongban.registers.licences.states import LAWS, OWED, VERBS

if TYPE_CHECKING:
    from tongban.registers.licences.models import Decision


@action
@proven("吊销证照")
def revoke(actor: Actor, licence_id: str, *, reason: str, law: str, issuer_department: str) -> Licence:
    """Revoke a licence (撤销, 行政许可法 第六十九条): it stops counting at once, everywhere it is verified."""
    licence, decision = ended(actor, licence_id, "revoke", reason, law, issuer_department)
    record(actor, LicenceRevoked(licence.subject, reason.strip(), law.strip(), licence.holder, str(decision.pk)))
    return licence


@action
@proven("撤销证照")
def withdraw(actor: Actor, licence_id: str, *, reason: str, law: str, issuer_department: str) -> Licence:
    """Withdraw a licence as a penalty (吊销), by the decision that ``law`` and ``reason`` name."""
    licence, decision = ended(actor, licence_id, "withdraw", reason, law, issuer_department)
    record(actor, LicenceWithdrawn(licence.subject, reason.strip(), law.strip(), licence.holder, str(decision.pk)))
    return licence


@action
@proven("注销证照")
def cancel(
    actor: Actor, licence_id: str, *, reason: str, law: str, issuer_department: str = "", source: str = ""
) -> Licence:
    """Strike a licence off (注销, 第七十条): it ran out, its holder is no more, or asked for it (``source``).

    Whoever asked has the decision of his case; nobody is served twice.
    """
    served = ""
    if actor.is_system and source:
        licence = locked(licence_id)
        move(licence, "cancel", reason, law)
    else:
        licence, decision = ended(actor, licence_id, "cancel", reason, law, issuer_department)
        served = str(decision.pk)
    record(actor, LicenceCancelled(licence.subject, reason.strip(), law.strip(), licence.holder, source, served))
    return licence


def ended(
    actor: Actor, licence_id: str, verb: str, reason: str, law: str, department: str
) -> tuple[Licence, Decision]:
    """Lock, require, move, and serve the decision that the move owes."""
    licence = locked(licence_id)
    if not permits.may_revoke(actor, licence, department):
        raise NotAllowed(f"只有发证部门的审批岗位可以{VERBS[verb]}证照。", law=LAWS.get(verb, "行政许可法 第六十九条"))
    move(licence, verb, reason, law)
    return licence, deciding.serve(actor, licence, OWED[verb], reason=reason, law=law, department=department)
