"""How far an application is: what is wrong on its pages, which materials it asks for, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tongban.engines.forms import Problem
from tongban.registers.catalogue.kinds import Material
from tongban.registers.materials import queries as materials
from tongban.work.cases import holding, prereview, sources, sparing, together, writing
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import Slot, Source, Spare, Way
from tongban.work.cases.models import CaseMaterial

Facts = Mapping[str, Any]
Filled = Any
"""A case, or a run of a package: what is filled in on the same pages has the same names."""
TRUSTED = (Source.PROMISE, Source.LATER)
SPARED = (Source.DATA, Source.REQUEST)


@dataclass(frozen=True)
class Missing:
    """Why the application is not complete: a page or material, and what to do."""

    where: str  # page name, or "materials"
    target: str  # field or material code
    label: str
    sentence: str


def page_problems(case: Filled, page: str, facts: Facts | None = None) -> list[Problem]:
    """What is wrong on one page as it stands, wrong input included."""
    form = case.definition.form
    raw = {**form.flat(case.data), **case.raw}
    facts = facts_of(case) if facts is None else facts
    filled = writing.guards(case, sources.registered(case, facts))
    problems = list(form.clean(raw, facts, page=page, filled=filled).problems)
    wrong = {p.field for p in problems}
    return problems + [p for p in unexplained(case, page) if p.field not in wrong]


def unexplained(case: Filled, page: str) -> list[Problem]:
    """The prefilled answers of a page that were changed without the reason their item asks for."""
    fields = case.definition.form.fields
    asks = [n for n in sources.changed(case) if n in fields and fields[n].page == page and fields[n].proof == "reason"]
    return [
        Problem(f"{writing.REASON}{name}", f"您改动了“{fields[name].label}”，请说明改动的理由。")
        for name in asks
        if not case.origins[name].get("reason") and not case.origins[name].get("objection")
    ]


def slots(case: Filled, facts: Facts | None = None, *, live: bool | None = None) -> list[Slot]:
    """The materials this application asks for, and what answers each: what the city knows spares a document.

    ``live`` looks at every way as it stands now; unless said, while the application may be written. Afterwards what was
    pinned counts, and licences are looked at again.
    """
    facts = facts_of(case) if facts is None else facts
    given = {g.code: g for g in case.given.filter(current=True)}
    gaps = {g.target: g.sentence for g in case.gaps.filter(settled_at=None)}
    known = sparing.Known(case, facts, case.state in ("draft", "incomplete") if live is None else live)
    return [
        _slot(material, given.get(material.code), gaps.get(material.code, ""), known)
        for material in case.definition.needed_materials(facts)
    ]


def _slot(material: Material, answer: CaseMaterial | None, gap: str, known: sparing.Known) -> Slot:
    handed = answer is not None and bool(answer.material_id)
    settled = not known.live and known.of_case and answer is not None and answer.source != Source.REGISTERS
    ways = [] if handed or settled else _ways(material, known)
    best = next((one for one in ways if one.answers), None)
    pinned = answer if answer and answer.source in SPARED and best is None else None
    asked = Source.DEPARTMENT if material.unproved else Source.APPLICANT
    licensed = best is not None and best.way.way == "licence"
    theirs = answer if best is None and answer and answer.source == Source.REGISTERS and _of_others(material) else None
    spared = best.way.way if best and not licensed else pinned.source if pinned else ""
    return Slot(
        code=material.code, title=material.title, source=Source.REGISTERS if licensed or theirs else asked,
        required=_required(material, known, ways), formats=material.formats, notes=material.fill_notes,
        material_id=answer.material_id if answer else "", material_name=answer.name if answer else "",
        licence_id=best.licence_id if best else theirs.licence_id if theirs else "",
        licence_text=best.text if best and licensed else theirs.name if theirs else "",
        gap=gap, version=answer.version if answer else 0,
        trust=answer.source if answer and answer.source in TRUSTED and not best else "",
        undertaking=material.undertaking, deferred=material.deferred, spared=str(spared),
        evidence=best.text if best and not licensed else answer.name if pinned and answer else "", spares=tuple(ways),
        pending=bool(pinned and pinned.source == Source.REQUEST and not pinned.evidence.get("answer")),
        reused=str(answer.evidence.get("number", "")) if answer and answer.source == Source.EARLIER else "",
        assured=getattr(answer, "assured", "") if answer else "", by=answer.by if answer else "",
    )  # fmt: skip


def _ways(material: Material, known: sparing.Known) -> list[Spare]:
    """How it need not be handed in, as far as that is looked at again."""
    if known.live:
        return sparing.spares(material, known) if known.of_case else together.spares(material, known)
    kept = [one for one in material.instead if one.way == "licence" and not one.of]
    return sparing.spares(replace(material, instead=tuple(kept)), known) if kept else []


def _of_others(material: Material) -> bool:
    return any(one.of for one in material.instead)


def _required(material: Material, known: sparing.Known, ways: Sequence[Spare]) -> bool:
    """What is needed as the case stands; older items leave 视情形 to the window.

    In a package what can still be asked, or agreed to, is asked again when its branch becomes a case.
    """
    if any(one.way in ("data", "request") for one in material.instead):
        return material.need != 3 and (known.of_case or (known.live and together.exhausted(ways)))
    return material.need == 1 and not material.unproved


def ways(case: Filled) -> list[str]:
    """How the applicant may have what is given, the usual one first."""
    offered = [way for way in Way.values if way in case.definition.gives.by and case.definition.gives.licence]
    return offered or [Way.DOWNLOAD]


def missing(case: Filled, facts: Facts | None = None, *, live: bool | None = None) -> list[Missing]:
    """Everything that keeps the application from being submitted, page by page, then the materials, then the checks."""
    form, facts = case.definition.form, facts_of(case) if facts is None else facts
    found = []
    for page in form.pages:
        for problem in page_problems(case, page.name, facts):
            field = form.fields.get(problem.field.removeprefix(writing.REASON))
            found.append(Missing(page.name, problem.field, field.label if field else page.title, problem.sentence))
    if sentence := holding.hindrance(case):
        asked = form.fields[case.definition.gives.concerns]
        found.append(Missing(asked.page, asked.name, asked.label, sentence))
    every = slots(case, facts, live=live)
    read = prereview.seen(case, every, facts)
    for slot in every:
        if slot.required and not slot.filled:
            found.append(Missing("materials", slot.code, slot.title, _wanted(slot)))
        elif slot.gap:
            found.append(Missing("materials", slot.code, slot.title, f"请按补正要求更换：{slot.gap}"))
        elif slot.code in read:
            found += [Missing("materials", slot.code, slot.title, f.sentence) for f in read[slot.code].stopping]
    if not found:
        for result in case.definition.run_checks(facts):
            if result.outcome == "fail" and result.check.otherwise == "correct":
                found.append(Missing("check", result.check.code, result.check.title, result.sentence))
    return found


def _wanted(slot: Slot) -> str:
    """What to do about a material that nothing answers yet."""
    if any(one.state in ("ready", "consent") for one in slot.spares):
        return f"请在材料页面由系统核验，或者上传“{slot.title}”。"
    return f"请上传“{slot.title}”。"


def reusable(case: Filled, code: str) -> list[Any]:
    """Earlier documents of the applicant that may answer this material again."""
    return materials.offered(case.applicant, code)
