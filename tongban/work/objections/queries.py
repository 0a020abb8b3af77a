from __future__ import annotations

import uuid
from typing import Any

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.sources.kinds import resources
from tongban.work.cases import queries as cases
from tongban.work.objections import permits
from tongban.work.objections.errors import NoSuchObjection
from tongban.work.objections.models import Objection
from tongban.work.packages import queries as packages


def objection_for(actor: Actor, objection_id: str) -> Objection:
    """One of those my desk answers; raises `NoSuchObjection`."""
    found = _found(objection_id)
    if found is None or not permits.may_answer(actor, found):
        raise NoSuchObjection
    return found


def draft_for(actor: Actor, draft_id: str) -> Any:
    """My draft of an item or of a package; raises `NotYours`."""
    try:
        return cases.draft_for(actor, draft_id)
    except NotYours:
        return packages.draft_for(actor, draft_id)


def of_applicant(actor: Actor, limit: int = 50) -> list[Objection]:
    """What I, or whom I act for, objected to, newest first."""
    return list(Objection.objects.filter(applicant=actor.applicant).order_by("-opened_at")[:limit])


def of_case(case_id: str) -> list[Objection]:
    """What was objected to in one application."""
    return list(Objection.objects.filter(case_id=case_id).order_by("opened_at"))


def by_subject(subject: str) -> Objection:
    """The one behind "objection/<id>", for reactions."""
    return Objection.objects.select_related("case", "run", "run__edition").get(pk=subject.removeprefix("objection/"))


def keeper(case: Any, field: str) -> tuple[str, str]:
    """The department and desk that own what was prefilled: the element's, the licence's issuer's, or the item's own."""
    element = case.definition.element(field)
    if element is not None and identity.desk_exists(element.desk):
        return element.owner, element.desk
    code = cases.licence_behind(case, field)
    kind = licences.type_of(code) if code else None
    owner = identity.department_by_credit_code(kind.issuer_code) if kind else None
    if owner is None and (data := cases.data_behind(case, field)):
        owner = identity.department(resources()[data].owner)
    desk = identity.desks(owner.code).first() if owner else None
    if owner is not None and desk is not None:
        return owner.code, desk.code
    item = packages.asking(case, field) if case.subject.startswith("run/") else case.definition
    return item.owner, item.process.deciding.desk


def _found(objection_id: str) -> Objection | None:
    try:
        return Objection.objects.select_related("case").filter(pk=uuid.UUID(str(objection_id))).first()
    except ValueError:
        return None
