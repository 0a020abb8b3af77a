"""What every move of a licence has in common: lock, move, and the version that follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from tongban.engines.codes import licence_identifier
from tongban.kernel import time
from tongban.registers.licences.errors import NotInForce, NotYourLicence, ReasonNeeded
from tongban.registers.licences.kinds import Act, Status
from tongban.registers.licences.models import Licence, LicenceType
from tongban.registers.licences.states import LAWS, MOVES, STATES, VERBS

ENDED = {
    "superseded": Status.LAPSED, "revoked": Status.REVOKED, "cancelled": Status.CANCELLED,
    "withdrawn": Status.WITHDRAWN,
}


def locked(licence_id: str) -> Licence:
    """The licence, locked until the verb ends; raises `NotYourLicence` when there is none."""
    try:
        return Licence.objects.select_for_update(of=("self",)).select_related("type").get(pk=licence_id)
    except (Licence.DoesNotExist, ValidationError, ValueError):
        raise NotYourLicence from None


def move(licence: Licence, verb: str, reason: str, law: str) -> None:
    """Make the lawful move, or refuse: the only place where a licence ends. Raises `NotInForce`, `ReasonNeeded`."""
    lawful = MOVES.get((licence.state, verb))
    if lawful is None:
        sentence = f"这本证照现在是“{STATES[licence.state]}”状态，不能{VERBS[verb]}。"
        raise NotInForce(sentence, law=LAWS.get(verb, ""))
    if not reason.strip() or not law.strip():
        raise ReasonNeeded(f"{VERBS[verb]}证照必须写明理由和法律依据。", law=LAWS.get(verb, ""))
    if lawful.to in ENDED:
        licence.status, licence.reason, licence.ended_on = ENDED[lawful.to], reason.strip(), time.today()
    else:
        licence.deemed_on = time.today()
    licence.save(update_fields=["status", "reason", "ended_on", "deemed_on"])


def follow(
    before: Licence, act: Act, source: str, *, fields: Mapping[str, Any] | None = None, holder_name: str = "",
    valid_from: date | None = None, valid_to: date | None = None,
) -> Licence:
    """The version that follows: the same number, a new identifier, code and paper; what is not said stays."""
    renewed = valid_from is not None
    return Licence.objects.create(
        type=before.type, number=before.number, holder=before.holder, holder_name=holder_name or before.holder_name,
        fields={**before.fields, **(fields or {})}, source=source, issued_at=time.now(), version=before.version + 1,
        valid_from=valid_from or before.valid_from, valid_to=valid_to if renewed else before.valid_to,
        deemed_on=None if renewed else before.deemed_on, follows=before, act=act,
        identifier=identifier(before.type, before.number, before.version + 1),
    )


def identifier(kind: LicenceType, number: str, version: int) -> str:
    """The identifier of GB/T 36904 of one version."""
    serial = "".join(c for c in number.upper() if c.isalnum() and c.isascii())[:32]
    return licence_identifier.make(kind.type_code, kind.issuer_code, serial, f"{version:03d}")
