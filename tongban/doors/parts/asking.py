"""What a page of a form asks now: its fields, with where a prefilled answer is from and what stands in the controls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tongban.doors.parts import origins
from tongban.doors.parts.sited import Sited, sited
from tongban.engines.forms import KINDS, Field, Page
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases


@dataclass(frozen=True)
class Asking:
    """One field to be asked on a page."""

    field: Field
    source: str
    locked: bool
    mode: str = ""  # of a prefilled answer: locked, proof, free
    asks_reason: bool = False  # a change is explained beside it
    reason: str = ""
    objectable: bool = False  # 信息有误？
    objection: str = ""  # id of the open one
    sited: Sited | None = None  # of an address

    @property
    def reason_name(self) -> str:
        """The name of the control that asks why it was changed."""
        return f"reason:{self.field.name}"


def pages(case: Any, facts: Mapping[str, Any] | None = None) -> list[Page]:
    """The pages on which anything is asked in this situation."""
    facts = facts or cases.facts_of(case)
    form = case.definition.form
    asked = {field.page for field in form.asked(facts)}
    return [page for page in form.pages if page.name in asked]


def asking(case: Any, page: str, facts: Mapping[str, Any] | None = None, whose: str = "您") -> list[Asking]:
    """The fields of a page with where their answers come from; ``whose`` they are for whoever reads it."""
    noted = cases.origins(case)
    found = []
    for field in case.definition.form.asked(facts or cases.facts_of(case), page):
        shown = choosing(case, field) if field.name == case.definition.gives.concerns else field
        origin = noted.get(field.name)
        if origin is None:
            found.append(Asking(shown, "", False, sited=sited(case, field)))
            continue
        registered = origin.kind != "answer" and case.state == "draft"
        found.append(Asking(
            shown, origins.line(origin, whose), origin.mode == "locked", origin.mode,
            field.proof == "reason" and not origin.objection, origin.reason,
            registered and not origin.objection, origin.objection, sited(case, field),
        ))  # fmt: skip
    return found


def choosing(case: Any, field: Field) -> Field:
    """The number of a licence is chosen from those the applicant has, where there are any."""
    gives = case.definition.gives
    options = {row.number: _licence(row) for row in licences.open_to(case.applicant, gives.licence, gives.act)}
    return replace(field, type="choice", kind=KINDS["choice"], options=options) if options else field


def _licence(row: Any) -> str:
    until = f"有效期至 {row.valid_to:%Y-%m-%d}" if row.valid_to else "长期有效"
    return "，".join(filter(None, (row.number, str(row.fields.get("address") or ""), until)))


def values(case: Any) -> dict[str, Any]:
    """What stands in the controls: the answers, and what was typed and is not right yet."""
    return {**case.definition.form.flat(case.data), **case.raw}
