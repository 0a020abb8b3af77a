"""Who keeps a seal, and its end (印章保管、停用)."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.registers.seals import permits
from tongban.registers.seals.errors import NoSuchSeal, NotOfThisDepartment, ReasonNeeded
from tongban.registers.seals.events import KeeperAppointed, KeeperReleased, SealRevoked
from tongban.registers.seals.models import Keeper, Seal


@action
@proven("指定印章保管人")
def appoint_keeper(actor: Actor, code: str, official_id: str) -> Keeper:
    """Let an official of its department keep a seal (印章保管人); its head appoints. Again is the same."""
    seal = _of_mine(actor, code)
    official = identity.official(official_id)
    if official.department_id != seal.department:
        raise NotOfThisDepartment
    row = Keeper.objects.filter(seal=seal, official=official.pk, until=None).first()
    row = row or Keeper.objects.create(seal=seal, official=official.pk, since=time.now())
    record(actor, KeeperAppointed(f"seal/{code}", str(official.pk)))
    return row


@action
def release_keeper(actor: Actor, code: str, official_id: str) -> int:
    """He keeps it no longer (交还印章); returns how many appointments ended."""
    seal = _of_mine(actor, code)
    ended = Keeper.objects.filter(seal=seal, official=official_id, until=None).update(until=time.now())
    record(actor, KeeperReleased(f"seal/{code}", str(official_id)))
    return ended


@action
@proven("停用印章")
def revoke_seal(actor: Actor, code: str, *, reason: str, law: str) -> Seal:
    """Use a seal no longer (停用印章): nothing is sealed with it from now on; what it sealed before says so.

    Raises `ReasonNeeded`.
    """
    seal = _of_mine(actor, code)
    if not reason.strip() or not law.strip():
        raise ReasonNeeded
    seal.active, seal.revoked_at, seal.reason, seal.law = False, time.now(), reason.strip()[:200], law.strip()[:200]
    seal.save(update_fields=["active", "revoked_at", "reason", "law"])
    record(actor, SealRevoked(f"seal/{code}", seal.reason, seal.law))
    return seal


def _of_mine(actor: Actor, code: str) -> Seal:
    """The seal, still in use, held so that two do not change it at once; raises `NoSuchSeal`, `NotAllowed`."""
    seal = Seal.objects.select_for_update().filter(code=code, active=True).first()
    if seal is None:
        raise NoSuchSeal
    permits.require_head(actor, seal)
    return seal
