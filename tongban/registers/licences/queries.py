from __future__ import annotations

import uuid

from django.db.models import QuerySet

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.once import once
from tongban.kernel.text import storable
from tongban.registers.identity.kinds import mask_name
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.licences.kinds import Status, Verification
from tongban.registers.licences.models import Licence, LicenceType


def of_holder(actor: Actor) -> QuerySet[Licence]:
    """My licences, or those of whom I act for, newest first."""
    return Licence.objects.filter(holder=actor.applicant).select_related("type").order_by("-issued_at")


@once
def held(holder: str, type_code: str) -> Licence | None:
    """The licence of this type that ``holder`` has in force today: what makes a material unnecessary (免于提交)."""
    rows = Licence.objects.filter(holder=holder, type__code=type_code, status=Status.VALID).select_related("type")
    today = time.today()
    return next((row for row in rows.order_by("-issued_at") if row.counts_on(today)), None)


def licence_for(actor: Actor, licence_id: str) -> Licence:
    """A licence, for its holder or whoever acts for him, or an official of a department; raises `NotYourLicence`."""
    try:
        found = Licence.objects.select_related("type").get(pk=uuid.UUID(str(licence_id)))
    except (Licence.DoesNotExist, ValueError):
        raise NotYourLicence from None
    if found.holder != actor.applicant and not actor.is_system:
        raise NotYourLicence
    return found


def from_source(source: str) -> list[Licence]:
    """What was issued out of ``source`` ("case/…")."""
    return list(Licence.objects.filter(source=source).select_related("type"))


def by_number(number: str) -> Licence | None:
    """An issued licence by the number on the paper, for the department that oversees it."""
    return Licence.objects.filter(number=storable(number)).select_related("type").order_by("-issued_at").first()


def type_of(code: str) -> LicenceType | None:
    return LicenceType.objects.filter(code=code).first()


def verify(code: str, demo: bool = False) -> Verification | None:
    """What a QR code or an identifier says to anybody: whether the licence counts today, and the least to know it."""
    code = storable(code).strip().upper()
    field = "identifier" if code.startswith("1.2.156.") else "code"
    licence = Licence.objects.filter(**{field: code}).select_related("type").first()
    if licence is None:
        return None
    today = time.today()
    counts = licence.counts_on(today)
    person = licence.holder.startswith("person/")
    return Verification(
        code=licence.code, title=licence.type.title, number=licence.number, identifier=licence.identifier,
        holder=mask_name(licence.holder_name) if person else licence.holder_name, issuer=licence.type.issuer,
        valid_from=licence.valid_from, valid_to=licence.valid_to, status=Status(licence.status).label, counts=counts,
        reason="" if counts else _why_not(licence), demo=demo,
    )


def _why_not(licence: Licence) -> str:
    if licence.status != Status.VALID:
        return f"该证照已被{Status(licence.status).label}。{licence.reason}"
    if licence.valid_from > time.today():
        return "该证照尚未到生效日期。"
    return "该证照已超过有效期。"
