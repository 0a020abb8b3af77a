"""What the item's conditions may ask about a case: the form's data, the applicant, and the licences he holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any

from tongban.kernel import time, wall
from tongban.registers.catalogue.kinds import CHANGED
from tongban.registers.credit import queries as credit
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.licences.queries import LET
from tongban.registers.mandates.kinds import RESULT
from tongban.registers.sources.kinds import Query
from tongban.work.cases import fetching

OWN = ("phone", "address")
Let = Collection[str] | None


def facts_for(
    applicant: str, data: Mapping[str, Any], area: str = "", handler: str = "", let: Let = None
) -> dict[str, Any]:
    """Facts for `Definition` methods: the form nested by page, and ``applicant`` with a ``licence(code)`` look-up.

    ``let`` are the only data that who asks may see of him (用数范围); None is no such limit.
    """
    found = identity.applicant(applicant)
    known = found.facts()
    if handler:
        known["acts_himself"] = found.acts_by(handler)
    known["number"], known["legal_person"] = known.get("code", ""), known.get("legal_name", "")
    known["credit"] = str(credit.standing(applicant))
    if area:
        known.setdefault("area", area)
    if let is not None:
        known = {key: said for key, said in known.items() if key not in OWN or f"own/{key}" in let}
    known["licence"] = _licences(applicant, let)
    known["source"] = _nothing
    return {**data, "applicant": known, "today": time.today()}


def _licences(applicant: str, let: Let) -> Callable[..., dict[str, Any] | None]:
    @cache  # one look per licence and reading of the facts
    def licence(code: str, number: str | None = None) -> dict[str, Any] | None:
        if let is not None and not {f"{LET}{code}", f"{RESULT}{code}"} & set(let):
            return None
        held = licences.one_of(applicant, code, number) if number else licences.held(applicant, code)
        if held is None:
            return None
        return {
            **held.fields, "number": held.number, "holder": held.holder_name, "title": held.type.title,
            "valid_to": held.valid_to,
        }

    return licence


def seen_by(case: Any, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts with which answers are filled in: licences are looked up in the name of who looks, and no further."""
    let = getattr(case, "let", None)
    if let is None:
        return facts
    return {**facts, "applicant": {**facts["applicant"], "licence": _licences(case.applicant, let)}}


def facts_of(case: Any) -> dict[str, Any]:
    """Facts of a case, or of a run of a package, as it stands.

    Conditions and checks are the city's own: they count with all it knows, whoever looks, and show nothing of it.
    """
    changed = [name for name, one in case.origins.items() if one.get("changed")]
    facts = {**facts_for(case.applicant, case.data, case.area, case.handler), CHANGED: changed}
    facts["applicant"]["source"] = fetching.Answered(case, facts)
    if getattr(case, "let", None) is not None:
        facts["applicant"]["licence"] = wall.as_platform("conditions")(facts["applicant"]["licence"])
    return facts


def _nothing(code: str) -> None:
    """Before there is an application nobody is asked for it."""


def form_sources(case: Any) -> list[fetching.Wanted]:
    """Every source of the form of an application as it stands; none where it takes nothing from others."""
    return fetching.wanted(case, facts_of(case)) if fetching.named(case) else []


def form_questions(case: Any, again: str = "") -> list[Query]:
    """The questions to put for the form now; ``again`` names a source that did not answer."""
    return fetching.askable(case, facts_of(case), again) if fetching.named(case) else []
