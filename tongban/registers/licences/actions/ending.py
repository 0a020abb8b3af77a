"""How a licence ends before its time: revoked, withdrawn as a penalty, cancelled."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences import permits
from tongban.registers.licences.events import LicenceCancelled, LicenceRevoked, LicenceWithdrawn
from tongban.registers.licences.models import Licence
from tongban.registers.licences.moving import locked, move
from tongban.registers.licences.states import LAWS, VERBS


@action
def revoke(actor: Actor, licence_id: str, *, reason: str, law: str, issuer_department: str) -> Licence:
    """Revoke a licence (撤销, 行政许可法 第六十九条): it stops counting at once, everywhere it is verified."""
    licence = _mine(actor, licence_id, "revoke", issuer_department)
    move(licence, "revoke", reason, law)
    record(actor, LicenceRevoked(licence.subject, reason.strip(), law.strip(), licence.holder))
    return licence


@action
def withdraw(actor: Actor, licence_id: str, *, reason: str, law: str, issuer_department: str) -> Licence:
    """Withdraw a licence as a penalty (吊销), by the decision that ``law`` and ``reason`` name."""
    licence = _mine(actor, licence_id, "withdraw", issuer_department)
    move(licence, "withdraw", reason, law)
    record(actor, LicenceWithdrawn(licence.subject, reason.strip(), law.strip(), licence.holder))
    return licence


@action
def cancel(
    actor: Actor, licence_id: str, *, reason: str, law: str, issuer_department: str = "", source: str = ""
) -> Licence:
    """Strike a licence off (注销, 第七十条): its holder asked for it (``source``), ran out, died or was dissolved."""
    asked = actor.is_system and source
    licence = locked(licence_id) if asked else _mine(actor, licence_id, "cancel", issuer_department)
    move(licence, "cancel", reason, law)
    record(actor, LicenceCancelled(licence.subject, reason.strip(), law.strip(), licence.holder, source))
    return licence


def _mine(actor: Actor, licence_id: str, verb: str, department: str) -> Licence:
    licence = locked(licence_id)
    if not permits.may_revoke(actor, licence, department):
        raise NotAllowed(f"只有发证部门的审批岗位可以{VERBS[verb]}证照。", law=LAWS.get(verb, "行政许可法 第六十九条"))
    return licence
