"""What the item's conditions may ask about a case: the form's data, the applicant, and the licences he holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from tongban.kernel import time
from tongban.registers.catalogue.kinds import CHANGED
from tongban.registers.credit import queries as credit
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.sources.kinds import Query
from tongban.work.cases import fetching


def facts_for(applicant: str, data: Mapping[str, Any], area: str = "", handler: str = "") -> dict[str, Any]:
    """Facts for `Definition` methods: the form nested by page, and ``applicant`` with a ``licence(code)`` look-up."""
    found = identity.applicant(applicant)
    known = found.facts()
    if handler:
        known["acts_himself"] = found.acts_by(handler)
    known["number"], known["legal_person"] = known.get("code", ""), known.get("legal_name", "")
    known["credit"] = str(credit.standing(applicant))
    if area:
        known.setdefault("area", area)

    @cache  # one look per licence and reading of the facts
    def licence(code: str, number: str | None = None) -> dict[str, Any] | None:
        held = licences.one_of(applicant, code, number) if number else licences.held(applicant, code)
        if held is None:
            return None
        return {
            **held.fields, "number": held.number, "holder": held.holder_name, "title": held.type.title,
            "valid_to": held.valid_to,
        }

    known["licence"] = licence
    known["source"] = _nothing
    return {**data, "applicant": known, "today": time.today()}


def facts_of(case: Any) -> dict[str, Any]:
    """Facts of a case, or of a run of a package, as it stands."""
    changed = [name for name, one in case.origins.items() if one.get("changed")]
    facts = {**facts_for(case.applicant, case.data, case.area, case.handler), CHANGED: changed}
    facts["applicant"]["source"] = fetching.Answered(case, facts)
    return facts


def _nothing(code: str) -> None:
    """Before there is an application nobody is asked for it."""


def form_sources(case: Any) -> list[fetching.Wanted]:
    """Every source of the form of an application as it stands; none where it takes nothing from others."""
    return fetching.wanted(case, facts_of(case)) if fetching.named(case) else []


def form_questions(case: Any, again: str = "") -> list[Query]:
    """The questions to put for the form now; ``again`` names a source that did not answer."""
    return fetching.askable(case, facts_of(case), again) if fetching.named(case) else []
