"""Sparing the applicant a document: asking sources, his consent or another's, an earlier document once more."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials import queries as materials
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind
from tongban.work.cases import filling, sparing
from tongban.work.cases.actions.consenting import ask_whose, word_on_material
from tongban.work.cases.actions.drafting import editable
from tongban.work.cases.errors import NotSpared
from tongban.work.cases.events import MaterialReused, MaterialsCounted
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import Slot, Source, Spare
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.queries import draft_for

COUNTED = ("licence", "data", "earlier", "request", "promise", "later", "upload")


def verify(actor: Actor, case_id: str, *, again: str = "") -> Case:
    """Ask the sources what may be asked now (数据核验), all at once and within their budget; ``again`` one that failed.

    Not one transaction: nothing is locked while others are waited for. A source that does not answer changes nothing
    but the sentence beside its material.
    """
    case = draft_for(actor, case_id)
    wanted = [
        one.query
        for slot in filling.slots(case)
        for one in slot.spares
        if one.query is not None and (one.state == "ready" or (one.state == "failed" and slot.code == again))
    ]
    if wanted:
        sources.ask(actor, sparing.matter(case), wanted)
    return case


def fetch(actor: Actor, case_id: str, code: str, *, agree: bool) -> Case:
    """Let one's data be fetched for a material, or hand it in oneself (同意调取、自行提交). Raises `NotSpared`.

    What was agreed to is asked at once; the answer decides, the consent stands either way.
    """
    case = _word(actor, case_id, code, agree=agree)
    return verify(actor, case_id) if agree else case


@action
def _word(actor: Actor, case_id: str, code: str, *, agree: bool) -> Case:
    case = editable(actor, case_id)
    word_on_material(actor, case, _slot(case, code), agree=agree)
    return case


@action
def ask_holder(actor: Actor, case_id: str, code: str) -> Case:
    """Ask another person whether his data may be used (征求本人同意); he is told at once. Raises `NotSpared`."""
    case = editable(actor, case_id)
    ask_whose(actor, case, _slot(case, code))
    return case


@action
def reuse(actor: Actor, case_id: str, code: str, given_id: str) -> CaseMaterial:
    """Hand an accepted document of an earlier application in again (复用以前的材料). Raises `NotSpared`."""
    case = editable(actor, case_id)
    offered = [one for spare in _slot(case, code).spares for one in spare.offered]
    chosen = next((one for one in offered if one.given_id == given_id), None)
    if chosen is None:
        raise NotSpared("这份以前的材料现在不能复用，可能已经超过可以复用的时间。")
    document = materials.material_for(actor, chosen.material_id)
    before = case.given.filter(code=code).order_by("-version").first()
    case.given.filter(code=code, current=True).update(current=False)
    given = CaseMaterial.objects.create(
        case=case, code=code, source=Source.EARLIER, material_id=str(document.pk), name=document.name,
        evidence={"number": chosen.number, "title": chosen.title, "on": chosen.on.isoformat()},
        version=before.version + 1 if before else 1, given_at=time.now(),
    )
    if case.state == "incomplete":
        case.gaps.filter(target=code, settled_at=None).update(settled_at=time.now())
    record(actor, MaterialReused(case.subject, code, str(document.pk), chosen.number))
    return given


def pin(actor: Actor, case: Case, slots: list[Slot]) -> None:
    """Note what answered each material at this moment, with its evidence: the file must show what was looked at."""
    about = sparing.matter(case)
    for slot in slots:
        best = next((one for one in slot.spares if one.answers), None)
        if slot.licence_id and best is not None:
            _keep(case, slot, Source.REGISTERS, slot.licence_text, {}, licence_id=slot.licence_id)
            sources.use(
                actor, about, best.holder, Kind.LICENCE, best.what, best.what_title, slot.licence_id, "经本人同意"
            )
        elif best is not None:
            _keep(case, slot, Source(slot.spared), slot.evidence, _evidence(best))
        elif slot.way == "earlier":
            sources.use(
                actor, about, case.applicant, Kind.EARLIER, slot.code, slot.title, slot.material_id, "经本人同意"
            )


def count(actor: Actor, case: Case, slots: list[Slot]) -> None:
    """How many materials the item needs, and how many the applicant was asked for, way by way."""
    ways = [slot.way or "none" for slot in slots]
    asked = sum(1 for slot in slots if not slot.free)
    counted = {way: ways.count(way) for way in COUNTED}
    record(actor, MaterialsCounted(case.subject, case.item_code, needed=len(slots), asked=asked, **counted))


def _evidence(best: Spare) -> dict[str, str]:
    if best.way.way == "request":
        return {"desk": best.way.desk, "asks": best.way.asks, "within": str(best.way.limit)}
    return {"answer": best.answer_id, "source": best.what}


def _keep(case: Case, slot: Slot, source: Source, name: str, evidence: dict[str, str], licence_id: str = "") -> None:
    CaseMaterial.objects.update_or_create(
        case=case, code=slot.code, current=True,
        defaults={
            "source": source, "licence_id": licence_id, "name": name[:200], "evidence": evidence,
            "given_at": time.now(),
        },
    )


def _slot(case: Case, code: str) -> Slot:
    slot = next((one for one in filling.slots(case, facts_of(case)) if one.code == code), None)
    if slot is None:
        raise NotYours("这份申请不需要这份材料。", next_step="请返回材料页面，从列表中选择。")
    return slot
