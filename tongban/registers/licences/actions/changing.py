"""The same licence goes on in a new version: changed, renewed, replaced; or is renewed by law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences import permits
from tongban.registers.licences.errors import NothingChanged
from tongban.registers.licences.events import (
    LicenceChanged,
    LicenceDeemedRenewed,
    LicenceIssued,
    LicenceRenewed,
    LicenceReplaced,
)
from tongban.registers.licences.kinds import Act
from tongban.registers.licences.models import Licence
from tongban.registers.licences.moving import follow, locked, move


@action
def change(
    actor: Actor, licence_id: str, *, fields: Mapping[str, Any], reason: str, law: str, source: str,
    holder_name: str = "",
) -> Licence:
    """Change what a licence says (变更, 行政许可法 第四十九条): a new version with the same number and validity.

    ``fields`` are those that are different from now on. Raises `NotInForce`, `NothingChanged`, `ReasonNeeded`.
    """
    permits.require_system(actor)
    before = locked(licence_id)
    move(before, "change", reason, law)
    if {**before.fields, **fields} == before.fields and holder_name in ("", before.holder_name):
        raise NothingChanged
    after = follow(before, Act.CHANGE, source, fields=fields, holder_name=holder_name)
    record(actor, LicenceChanged(before.subject, str(after.pk), before.holder, reason.strip(), law.strip(), source))
    return _given(actor, after)


@action
def renew(
    actor: Actor, licence_id: str, *, valid_from: date, valid_to: date | None, reason: str, law: str, source: str,
    fields: Mapping[str, Any] | None = None,
) -> Licence:
    """Renew a licence (延续, 第五十条): a new version with the same number and a validity of its own."""
    permits.require_system(actor)
    before = locked(licence_id)
    move(before, "renew", reason, law)
    after = follow(before, Act.RENEW, source, fields=fields, valid_from=valid_from, valid_to=valid_to)
    record(actor, LicenceRenewed(before.subject, str(after.pk), before.holder, reason.strip(), law.strip(), source))
    return _given(actor, after)


@action
def replace(actor: Actor, licence_id: str, *, reason: str, law: str, source: str) -> Licence:
    """Replace a lost or spoilt licence (补发): nothing that it says changes, the old paper counts no longer."""
    permits.require_system(actor)
    before = locked(licence_id)
    move(before, "replace", reason, law)
    after = follow(before, Act.REPLACE, source)
    record(actor, LicenceReplaced(before.subject, str(after.pk), before.holder, reason.strip(), law.strip(), source))
    return _given(actor, after)


@action
def deem_renewed(actor: Actor, licence_id: str, *, source: str) -> Licence:
    """The holder asked in time, nobody answered before the last day: renewed by law (视为准予延续, 第五十条).

    ``source`` is the application that was not answered. It counts until its renewal is given on paper, or it is ended.
    """
    permits.require_system(actor)
    licence = locked(licence_id)
    move(licence, "deem_renewed", f"延续申请至有效期届满（{licence.valid_to}）没有作出决定", "行政许可法 第五十条")
    record(actor, LicenceDeemedRenewed(licence.subject, licence.holder, source, time.today().isoformat()))
    return licence


def _given(actor: Actor, after: Licence) -> Licence:
    given = LicenceIssued(after.subject, after.type.code, after.number, after.holder, after.source, after.version)
    record(actor, given)
    return after
