"""How far somebody may use a company's licences today (法人证照授权): asked of the whole chain with every request."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.catalogue.kinds.data import OWN
from tongban.registers.identity import queries as identity
from tongban.registers.mandates.kinds import LICENCE, ONLY
from tongban.registers.mandates.models import LicenceGrant, LicenceRule
from tongban.registers.sources.kinds import resources

FIRM = "organisation/"
LISTED = 100


def as_granted(actor: Actor) -> Actor:
    """The same who acts for a company, with the licences of it that he may use; others' are as if they were not."""
    if not actor.on_behalf.startswith(FIRM):
        return actor
    with wall.behind(replace(actor, on_behalf="")):  # as himself: before a request knows who asks
        named = licences_let(actor.id, actor.on_behalf.removeprefix(FIRM), actor.agency.removeprefix(FIRM))
    if named is None:
        return actor
    if actor.agency:
        return replace(actor, data=tuple(sorted({*(actor.data or everything()), *named}))) if named else actor
    return replace(actor, data=(*everything(), *named))


def licences_let(person: str, organisation: str, agency: str = "") -> tuple[str, ...] | None:
    """The licences somebody may use, as data are named; None where the company sets its members no limit."""
    rule = rule_of(organisation)
    if not agency and not rule.by_grant:
        return None
    if not agency and "legal" in identity.roles_in(person, organisation):
        return None
    rows = [row for row in counting(organisation, rule) if _holds(row, person, agency)]
    return tuple(sorted({word for row in rows for word in _words(row)}))


def everything() -> tuple[str, ...]:
    """What a company's own people see of it beside its licences."""
    return (*OWN, *(f"data/{code}" for code in resources()))


def rule_of(organisation: str | UUID) -> LicenceRule:
    """How a company wants its licences used; what it never said is no limit."""
    found = LicenceRule.objects.filter(Q(organisation_id=organisation)).first()
    return found or LicenceRule(organisation_id=organisation)


def counting(organisation: str | UUID, rule: LicenceRule | None = None) -> list[LicenceGrant]:
    """The grants that count today: agreed to, not ended, and so is every one they were given on from, to its root."""
    rule = rule or rule_of(organisation)
    rows = {row.pk: row for row in _lasting(organisation) if row.agreed_at}
    roles: dict[UUID, set[str]] = {}
    for one in identity.members_of(organisation):
        roles.setdefault(one.person_id, set()).add(one.role)
    return [row for row in rows.values() if _stands(row, rows, roles, rule)]


def waiting(organisation: str | UUID) -> list[LicenceGrant]:
    """What waits for the yes of the company's head."""
    return [row for row in _lasting(organisation) if not row.agreed_at]


def own(person: str, organisation: str) -> list[LicenceGrant]:
    """The grants a member holds himself and may give on."""
    return [row for row in counting(organisation) if str(row.taker_id) == person and row.pass_on]


def _lasting(organisation: str | UUID) -> list[LicenceGrant]:
    rows = LicenceGrant.objects.filter(Q(organisation_id=organisation), ended_at=None, until__gte=time.today())
    return list(rows.select_related("giver", "taker", "taker_firm").order_by("-given_at")[:LISTED])


def _stands(
    row: LicenceGrant, rows: dict[UUID, LicenceGrant], roles: dict[UUID, set[str]], rule: LicenceRule
) -> bool:
    if row.taker_id and row.taker_id not in roles:
        return False
    given_by = roles.get(row.giver_id, set())
    if row.parent_id is None:
        return "legal" in given_by or ("administrator" in given_by and not rule.by_grant)
    parent = rows.get(row.parent_id)
    return parent is not None and _stands(parent, rows, roles, rule)


def _holds(row: LicenceGrant, person: str, agency: str) -> bool:
    return str(row.taker_firm_id) == agency if agency else str(row.taker_id) == person


def _words(row: LicenceGrant) -> set[str]:
    found = {f"{LICENCE}{kind}" for kind in row.types}
    return found | {f"{ONLY}{kind}/{name}" for kind in row.types for name in row.fields}
