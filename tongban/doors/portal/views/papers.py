"""Papers as PDF or, asked with ?ofd, as OFD (文书、证照、材料), each only for whoever may see it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import HttpResponseBase

from tongban.doors.parts import papers
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.registers.credentials.permits import fields_let
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.licences import queries as licences
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.materials import queries as materials_
from tongban.work.cases import actions, permits
from tongban.work.cases import queries as cases
from tongban.work.cases.errors import OpenedBefore


@person_only
def notice(request: Request, notice: UUID) -> HttpResponseBase:
    """A served notice; that its addressee opened it is kept, the first time."""
    found = cases.notice_for(request.actor, str(notice))
    if found.paper and permits.is_applicant(request.actor, found.case) and str(notice) not in cases.opened(found.case):
        with suppress(OpenedBefore, NotEmpowered):
            actions.open_notice(request.actor, str(notice))
    return papers.sealed(request, found.paper, f"{found.title} {found.number}")


@person_only
def licence(request: Request, licence: UUID) -> HttpResponseBase:
    """A licence of mine; whoever was given some of its fields has no paper, on which all of them stand."""
    found = licences.licence_for(request.actor, str(licence))
    if fields_let(request.actor, found.type.code) is not None:
        raise NotYourLicence
    return papers.sealed(request, found.paper, f"{found.type.title} {found.number}")


@person_only
def decision(request: Request, decision: UUID) -> HttpResponseBase:
    """A decision on a licence of mine."""
    found = licences.decision_for(request.actor, str(decision))
    return papers.sealed(request, found.paper, f"{found.title} {found.number}")


@person_only
def material(request: Request, material: UUID) -> HttpResponseBase:
    """A document I handed in."""
    found = materials_.material_for(request.actor, str(material))
    return papers.stored(request, found.sha256, found.name, found.media_type)
