"""How a branch becomes a case: its own form, its own materials, by its own verbs, as whoever applies."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tongban.kernel.actor import Actor
from tongban.registers.catalogue.kinds import Joined, Part
from tongban.registers.licences import queries as licences
from tongban.registers.materials import actions as materials
from tongban.registers.materials import queries as documents
from tongban.registers.sources import actions as sources
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import Incomplete
from tongban.work.cases.kinds import Hand, Source
from tongban.work.cases.queries import REASON
from tongban.work.packages.models import Run

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

SYSTEM = Actor.system("一件事")


def applying(run: Run, subject: str = "") -> Actor:
    """Who handed the run in, acting for its applicant, or for the organisation a branch of it founded."""
    subject = subject or run.applicant
    behalf = "" if subject == run.handler else subject
    who = run.handler.removeprefix("person/")
    # As sure as the surest branch wanted when the whole was handed in.
    return Actor("person", who, run.handler_name, on_behalf=behalf, door="journey", strength=3, proved=True)


def applicant_of(run: Run, part: Part) -> str:
    """For whom a branch is filed: the run's applicant, or what an earlier branch brought into being."""
    founder = part.member.founded_by
    earlier = run.branches.filter(name=founder, case__isnull=False).select_related("case").first() if founder else None
    given = licences.from_source(earlier.case.subject) if earlier and earlier.case else []
    return given[0].holder if given else run.applicant


def results_of(run: Run) -> dict[str, Any]:
    """What was given so far, by branch: the licence's fields and its number."""
    found = {}
    for branch in run.branches.filter(case__isnull=False).select_related("case"):
        for licence in licences.from_source(f"case/{branch.case_id}")[:1]:
            found[branch.name] = {**licence.fields, "number": licence.number, "holder": licence.holder_name}
    return found


def open_case(run: Run, part: Part, joined: Joined) -> tuple[Actor, Case]:
    """A draft of the branch's own item with everything the run knows; raises what the case's verbs raise."""
    subject = applicant_of(run, part)
    me = applying(run, subject)
    facts = {**rows.facts_for(subject, run.data, run.area), "results": results_of(run)}
    case = cases.start(me, part.member.item, run.area)
    form = case.definition.form
    typed = form.flat(joined.answers(part, facts)) | _reasons(run, part)
    _carry_form_sources(run, case)
    _carry_objections(me, run, part, case)
    for page in form.pages:
        names = [field.name for field in page.fields]
        kept = {k: v for k, v in typed.items() if any(k in (n, REASON + n) or k.startswith(f"{n}.") for n in names)}
        case = cases.save_page(me, str(case.pk), page.name, kept)
    _carry_sources(run, part, case)
    for given in run.given.filter(current=True):
        for own in (own for own, shared in part.materials.items() if shared == given.code):
            _answer(me, case, own, given)
    return me, case


def _carry_form_sources(run: Run, case: Case) -> None:
    """What filled the one form fills this case's: the holders' words and today's answers to exactly its questions."""
    codes = [rows.form_code(code) for code in case.definition.sources]
    if codes:
        sources.carry_words(SYSTEM, run.subject, rows.matter(case), {code: [code] for code in codes})
        asked = [query.digest for query in rows.form_questions(case)]
        sources.carry_answers(SYSTEM, run.subject, rows.matter(case), asked)


def _carry_sources(run: Run, part: Part, case: Case) -> None:
    """What holders agreed to, and what was answered today, counts in this case as it did in the one application."""
    own: dict[str, list[str]] = {}
    for mine, shared in part.materials.items():
        own.setdefault(shared, []).append(mine)
    about = rows.matter(case)
    sources.carry_words(SYSTEM, run.subject, about, own)
    asked = [one.query.digest for slot in rows.slots(case) for one in slot.spares if one.query is not None]
    sources.carry_answers(SYSTEM, run.subject, about, asked)


def _reasons(run: Run, part: Part) -> dict[str, str]:
    """Why prefilled answers were changed, said once in the one form."""
    noted = {own: run.origins.get(part.source.shared(own), {}) for own in part.definition.form.fields}
    return {REASON + own: one["reason"] for own, one in noted.items() if one.get("reason")}


def _carry_objections(me: Actor, run: Run, part: Part, case: Case) -> None:
    """What was objected to in the one form is open in every case that was filled from the same register."""
    for own in part.definition.form.fields:
        noted = run.origins.get(part.source.shared(own), {})
        if noted.get("objection") and own in case.origins:
            cases.mark_objected(me, str(case.pk), own, noted["objection"])


def hand_in(me: Actor, run: Run, case: Case) -> Case:
    """Hand the draft in as the run was: promised true, collected the same way, served the same way.

    Who does not meet a condition of one branch has it answered in writing; the others go on. What other authorities may
    be asked for it is asked now; what they do not answer must have been handed in.
    """
    cases.verify(me, str(case.pk))
    return cases.submit(
        me, str(case.pk), promise=True, way=run.way, electronic=run.electronic, aware=True, hand=_hand(run)
    )


def _hand(run: Run) -> Hand | None:
    """The hand that signed the whole: what it wrote once stands under each case."""
    strokes = run.signature.get("strokes")
    return Hand(run.signature["name"], json.dumps(strokes) if strokes else "") if run.signature else None


def _answer(me: Actor, case: Case, own: str, given: Any) -> None:
    needed = {slot.code: slot for slot in rows.slots(case)}
    if own not in needed:
        return
    if given.source != Source.APPLICANT:
        cases.promise(me, str(case.pk), own, trust=given.source)
        return
    material = documents.by_ids([given.material_id])[given.material_id]
    if material.holder != me.applicant:  # a paper of the founder serves what he founded
        material = materials.hand_on(Actor.system(), given.material_id, me.applicant)
    cases.give(me, str(case.pk), own, str(material.pk))


def in_the_run_s_words(run: Run, part: Part, refused: Incomplete) -> Incomplete:
    """What a branch misses, as pages and materials of the one form."""
    joined = run.definition
    problems = [_told(joined, part, one) for one in refused.details["problems"]]
    return Incomplete(f"“{part.title}”还有 {len(problems)} 处需要补充。", problems=problems)


def _told(joined: Joined, part: Part, one: Any) -> Any:
    if one.where == "materials":
        return replace(one, target=part.materials.get(one.target, one.target))
    if one.where == "check":
        return replace(one, target=f"{part.name}-{one.target}")
    own = next((n for n in part.definition.form.fields if one.target == n or one.target.startswith(f"{n}.")), "")
    shared = part.source.shared(own) + one.target[len(own) :] if own else one.target
    field = joined.form.fields.get(part.source.shared(own))
    return replace(one, where=field.page if field else joined.form.pages[0].name, target=shared)

