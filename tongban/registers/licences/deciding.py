"""The paper that an official's move owes the holder: numbered and worded in the verb, sealed afterwards."""

from __future__ import annotations

from django.conf import settings

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.licences.models import Decision, Licence
from tongban.registers.licences.numbering import serial
from tongban.registers.wordings import queries as wordings
from tongban.registers.wordings.kinds import frame

MARKS = {
    "licence-revocation": "撤", "licence-withdrawal": "吊", "licence-cancellation": "注",
    "licence-rectification": "证更",
}


def serve(actor: Actor, licence: Licence, kind: str, *, reason: str, law: str, department: str) -> Decision:
    """Serve the decision (作出决定), in the words that are in force for the department."""
    office, year = identity.department(department), time.today().year
    values = {
        "agency": office.name, "applicant": licence.holder_name, "item": licence.type.title,
        "item_code": licence.type.type_code, "case": None, "handler": actor.name, "today": time.today(),
        "permit": True, "basis": law.strip(), "reason": reason.strip(), "law": law.strip(),
        "licence": licence.type.title, "licence_number": licence.number, "validity": validity(licence),
    }
    wording = wordings.in_force(kind, department)
    prefix = f"{settings.TONGBAN.mark}{office.short}{MARKS[kind]}〔{year}〕"
    facts = {
        **frame(values), **wording.write(values), "wording": f"{wording.kind} {wording.name} {wording.digest[:12]}",
        "number": f"{prefix}{serial(prefix)}号",
    }
    return Decision.objects.create(
        licence=licence, kind=kind, title=facts["title"], number=facts["number"], facts=facts, served_at=time.now()
    )


def validity(licence: Licence) -> str:
    """From when until when, in words."""
    return f"{time.zh(licence.valid_from)}至{time.zh(licence.valid_to) if licence.valid_to else '长期'}"
