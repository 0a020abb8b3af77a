"""Where an answer comes from (预填来源): what the city and the applicant's earlier answers know, what a draft noted.

What is noted with a draft stands at the time of filling: kind and name of the source, its date, the value it gave, how
it may be treated, whether the applicant changed it and why. Page, check page and the clerk's case page say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Sum

from tongban.engines.forms import Field, look_up
from tongban.kernel import time, wall
from tongban.registers.answers import queries as answers
from tongban.registers.answers.kinds import Given
from tongban.registers.catalogue.kinds import form_sources
from tongban.registers.catalogue.kinds.data import named_in
from tongban.registers.licences import queries as licences
from tongban.registers.places import queries as places
from tongban.registers.sources.kinds import resources
from tongban.work.cases import siting
from tongban.work.cases.facts import facts_of, seen_by
from tongban.work.cases.kinds import Origin, Share
from tongban.work.cases.models import Case
from tongban.work.cases.reaching import knows

LICENCE, IDENTITY, ANSWER, DATA = "licence", "identity", "answer", "data"
_LICENCE = re.compile(r'licence\(\s*"([a-z0-9-]+)"')
Facts = Mapping[str, Any]
Filled = Any
"""A case, or a run of a package."""


@dataclass(frozen=True)
class Known:
    """A value somebody knows already, and who."""

    value: Any
    kind: str  # licence 电子证照 · identity 实名信息 · answer 以前填写的 · data 其他部门的数据
    name: str
    on: str = ""  # ISO day on which the source said so

    def noted(self, mode: str) -> dict[str, Any]:
        """As a draft notes it."""
        return {"kind": self.kind, "name": self.name, "on": self.on, "value": self.value, "mode": mode}


def registered(case: Filled, facts: Facts) -> dict[str, Known]:
    """What registers know of the fields that the item fills (`fill:`)."""
    definition = case.definition
    fills = definition.fills_for(facts)
    return {
        name: _from_register(case, fills[name].text, value, facts)
        for name, (value, _) in definition.prefill(seen_by(case, facts)).items()
        if told(case, name, facts)
    }


def told(case: Filled, name: str, facts: Facts) -> bool:
    """Whether who looks may see where a field is filled from."""
    fill = case.definition.fills_for(facts).get(name)
    return fill is None or knows(case, *named_in(fill.text))


def _from_register(case: Filled, text: str, value: Any, facts: Facts) -> Known:
    found, data = _LICENCE.search(text), form_sources.named(text)
    if found is None and not data:
        return Known(value, IDENTITY, "实名信息")
    held = licences.held(case.applicant, found[1]) if found else None
    if held is None and data:
        day = facts["applicant"]["source"].day(data[0])
        return Known(value, DATA, resources()[data[0]].title, day) if day else Known(value, IDENTITY, "实名信息")
    if held is None:  # an older version, or one that no longer counts, was asked for by its number
        return Known(value, LICENCE, "电子证照")
    return Known(value, LICENCE, held.type.title, time.local(held.issued_at).date().isoformat())


def remembered(case: Filled, names: Iterable[str], filled: Mapping[str, Known] | None = None) -> dict[str, Known]:
    """What the applicant answered before to the same data elements; never what must be said anew each time.

    What is true of a place is offered for that place alone; ``filled`` says what registers are about to fill in.
    """
    form = case.definition.form
    asked = {name: form.fields[name] for name in names}
    reusable = {n: f.element for n, f in asked.items() if f.element and not f.never_reuse and not f.locked}
    placed = {element for name, element in reusable.items() if of_place(case, name)}
    here = siting.about(case, {n: one.value for n, one in (filled or {}).items()}) if placed else ""
    if not knows(case, "own/answers"):
        return {}
    kept = answers.offered(case.applicant, reusable.values(), placed, here)
    found = {}
    for name, element in reusable.items():
        if element in kept and (value := fitting(asked[name], kept[element].value)) is not None:
            row = kept[element]
            found[name] = Known(value, ANSWER, row.title, row.given_on.isoformat())
    return found


def of_place(case: Filled, name: str) -> bool:
    """Whether the answer to a field is true of the place alone that the form names."""
    element = case.definition.element(name)
    return element is not None and element.of_place


def fitting(field: Field, value: Any) -> Any:
    """The value if this field takes it as it stands, else None: an item may ask less of an element than another."""
    if value is None:
        return None
    taken, wrongs = field.kind.take(field.kind.flat(value, field), field, None)
    return None if wrongs else taken


def mode_of(field: Field, origin: Mapping[str, Any] | None) -> str:
    """How the answer may be treated now: what is objected to may be changed, whatever the item says.

    So may what was found to be wrong, until the register itself says something new.
    """
    return "proof" if origin and disputed(origin) else field.mode


def disputed(noted: Mapping[str, Any]) -> bool:
    """Whether an objection is open, or was found right."""
    return bool(noted.get("objection")) or noted.get("verdict") == "corrected"


def origins(case: Filled) -> dict[str, Origin]:
    """The source of each prefilled answer as it was noted, for people to read."""
    fields = case.definition.form.fields
    return {
        name: Origin(
            kind=noted["kind"], name=noted["name"], on=noted.get("on", ""), mode=mode_of(fields[name], noted),
            changed=bool(noted.get("changed")), reason=noted.get("reason", ""), objection=noted.get("objection", ""),
            before=noted.get("value"), verdict=noted.get("verdict", ""),
        )
        for name, noted in case.origins.items()
        if name in fields
    }  # fmt: skip


@wall.as_platform("figures")
def prefilled_share(item_code: str, since: datetime | None = None, until: datetime | None = None) -> Share:
    """The share of prefilled fields (预填率) of an item over the cases submitted in a time.

    Asked fields are the questions that applied at submission; prefilled ones those whose answer came from a register
    or an earlier answer and stood unchanged. Counted once, at submission, and kept with the case (`PrefillMeasured`);
    drafts and cases from before it was counted are left out.
    """
    rows = Case.objects.filter(item_code=item_code, submitted_at__isnull=False, asked_fields__gt=0)
    rows = rows.filter(submitted_at__gte=since) if since else rows
    rows = rows.filter(submitted_at__lt=until) if until else rows
    found = rows.aggregate(cases=Count("pk"), asked=Sum("asked_fields"), prefilled=Sum("prefilled_fields"))
    return Share(found["cases"], found["asked"] or 0, found["prefilled"] or 0)


def licence_behind(case: Filled, name: str) -> str:
    """The type of the licence from which a field is filled, "" for another source."""
    fill = case.definition.fills_for(facts_of(case)).get(name)
    found = _LICENCE.search(fill.text) if fill else None
    return found[1] if found else ""


def data_behind(case: Filled, name: str) -> str:
    """The resource that fills a field, "" for another source."""
    fill = case.definition.fills_for(facts_of(case)).get(name)
    return next(iter(form_sources.named(fill.text)), "") if fill else ""


def reusable_answers(case: Case) -> list[Given]:
    """What the applicant answered himself to data elements that may be offered again, with how it reads."""
    definition, here = case.definition, siting.about(case)
    found: dict[str, Given] = {}
    for name, field in definition.form.fields.items():
        value, noted = look_up(case.data, name), case.origins.get(name)
        own = noted is None or noted["kind"] in (ANSWER, "guidance") or noted.get("changed")
        if value is not None and own and field.element and not field.never_reuse:
            about = here if of_place(case, name) else ""
            found[field.element] = Given(field.element, field.label, value, said(case, name, value), about)
    return list(found.values())


def said(case: Filled, name: str, value: Any) -> str:
    """A value of a field in words."""
    field = case.definition.form.fields[name]
    if value is None:
        return ""
    try:
        return field.kind.show(value, field, _division)
    except (TypeError, ValueError, ArithmeticError):
        return str(value)


def _division(code: str) -> str:
    found = places.division(code)
    return found.name if found else ""


def changed(case: Filled) -> list[str]:
    """The prefilled fields whose answer the applicant changed."""
    return [name for name, noted in case.origins.items() if noted.get("changed")]


def share(case: Case, facts: Facts) -> tuple[int, int]:
    """How many questions are asked in this situation, and how many of them stand answered as they were prefilled."""
    asked = [field.name for field in case.definition.form.asked(facts)]
    kept = [n for n in asked if n in case.origins and stands(case.origins[n])]
    return len(asked), sum(1 for name in kept if look_up(case.data, name) is not None)


def fillable(case: Case, facts: Facts) -> int:
    """How many of the questions asked say where their answer may come from (有来源的填写项).

    A register (`fill:`), or an earlier answer to the same data element; what must be said anew each time has no source.
    """
    definition = case.definition
    asked = definition.form.asked(facts)
    return sum(1 for f in asked if f.name in definition.fills or (f.element and not f.never_reuse))


def stands(noted: Mapping[str, Any]) -> bool:
    """Whether an answer came from somewhere else than the applicant and he left it as it was."""
    return noted["kind"] != "guidance" and not noted.get("changed")
