from __future__ import annotations

from collections.abc import Mapping

from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences.actions.ending import ended
from tongban.registers.licences.errors import NoSuchField, NothingChanged
from tongban.registers.licences.events import LicenceIssued, LicenceRectified
from tongban.registers.licences.kinds import Act
from tongban.registers.licences.models import Licence
from tongban.registers.licences.moving import follow

LONGEST = 300


@action
@proven("更正证照")
def rectify(
    actor: Actor, licence_id: str, *, fields: Mapping[str, str], reason: str, law: str, issuer_department: str
) -> Licence:
    """Correct a clerical error on a licence (更正笔误): a new version says what was meant; nothing else changes.

    ``fields`` are those that were written wrong. Raises `NoSuchField`, `NothingChanged`, `NotInForce`, `ReasonNeeded`.
    """
    before, decision = ended(actor, licence_id, "rectify", reason, law, issuer_department)
    said = {code: value.strip()[:LONGEST] for code, value in fields.items()}
    if unknown := set(said) - {code for code, _ in before.type.labels}:
        raise NoSuchField(f"这种证照没有“{'、'.join(sorted(unknown))}”这一栏。")
    if all(("" if (old := before.fields.get(code)) is None else str(old)) == value for code, value in said.items()):
        raise NothingChanged
    after = follow(before, Act.RECTIFY, before.source, fields=said)
    why = (reason.strip(), law.strip(), before.source)
    record(actor, LicenceRectified(before.subject, str(after.pk), before.holder, *why, str(decision.pk)))
    given = (after.type.code, after.number, after.holder, after.source, after.version)
    record(actor, LicenceIssued(after.subject, *given))
    return after
