from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from tongban.engines import documents
from tongban.kernel import storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences import permits
from tongban.registers.licences.deciding import validity
from tongban.registers.licences.errors import NoSuchLicenceType
from tongban.registers.licences.events import DecisionSealed, LicenceIssued, LicencePrinted, LicenceTypeDefined
from tongban.registers.licences.kinds import Act
from tongban.registers.licences.models import Decision, Licence, LicenceType
from tongban.registers.licences.moving import identifier, locked
from tongban.registers.licences.numbering import number_for
from tongban.registers.seals import actions as seals


@action
def define_type(
    actor: Actor, code: str, title: str, *, type_code: str, issuer: str, issuer_code: str, labels: Mapping[str, str],
    seal: str = "", numbering: str = "plain",
) -> LicenceType:
    """Add a kind of licence (证照类型目录)."""
    if not actor.is_system:
        raise NotAllowed
    kind, _ = LicenceType.objects.update_or_create(
        code=code,
        defaults={
            "title": title, "type_code": type_code, "issuer": issuer, "issuer_code": issuer_code,
            "labels": [list(pair) for pair in labels.items()],
            "seal": seal, "numbering": numbering,
        },
    )
    record(actor, LicenceTypeDefined(f"licence-type/{code}", title))
    return kind


@action
@proven("颁发证照")
def issue(
    actor: Actor, type_code: str, *, holder: str, holder_name: str, fields: Mapping[str, Any], valid_from: date,
    valid_to: date | None, source: str, number: str = "",
) -> Licence:
    """Issue a licence (制发证照) to ``holder``; its number and GB/T 36904 identifier are made here.

    Raises `NoSuchLicenceType`.
    """
    permits.require_system(actor)
    kind = LicenceType.objects.filter(code=type_code).first()
    if kind is None:
        raise NoSuchLicenceType
    number = number or number_for(kind, fields)
    licence = Licence.objects.create(
        type=kind, number=number, holder=holder, holder_name=holder_name, fields=dict(fields), valid_from=valid_from,
        valid_to=valid_to, source=source, issued_at=time.now(),
        identifier=identifier(kind, number, 1),
    )
    record(actor, LicenceIssued(licence.subject, type_code, number, holder, source))
    return licence


@action
def print_paper(actor: Actor, licence_id: str) -> Licence:
    """Make and seal the PDF of a licence (制证): PDF/A-2b with a PAdES signature and a verification QR."""
    permits.require_system(actor)
    licence = locked(licence_id)
    kind, code = licence.type, licence.code
    verify_url = f"{settings.TONGBAN.base_url}/v/{code}"
    facts = {
        "title": kind.title, "number": licence.number, "identifier": licence.identifier, "agency": kind.issuer,
        "rows": [*([label, value] for label, value in licence.rows), *_version(licence)],
        "validity": validity(licence), "date": time.local(licence.issued_at).date().isoformat(),
        "demo": settings.TONGBAN.demo,
    }
    if kind.seal:
        said = {"url": verify_url, "source": licence.subject, "reason": f"制发{kind.title}"}
        licence.paper = seals.seal_paper(actor, kind.seal, "licence", facts, **said)
    else:
        licence.paper = storage.keep(documents.render("licence", facts, qr=verify_url))
    licence.save(update_fields=["paper"])
    record(actor, LicencePrinted(licence.subject, licence.paper, licence.source))
    return licence


@action
def seal_decision(actor: Actor, decision_id: str) -> Decision:
    """Make and seal the paper of a decision on a licence (制作文书), from its facts alone."""
    permits.require_system(actor)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("licence__type").get(pk=decision_id)
    facts, licence = {**decision.facts, "demo": settings.TONGBAN.demo}, decision.licence
    decision.paper = seals.seal_paper(
        actor, licence.type.seal, facts["template"], facts, url=f"{settings.TONGBAN.base_url}/v/{decision.code}",
        source=licence.subject, reason=decision.title,
    )
    decision.save(update_fields=["paper"])
    record(actor, DecisionSealed(licence.subject, str(decision.pk), decision.paper))
    return decision


def _version(licence: Licence) -> list[list[str]]:
    return [["换发情形", f"{Act(licence.act).label}（第 {licence.version} 版）"]] if licence.version > 1 else []
