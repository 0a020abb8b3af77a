from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal, SignInFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials import queries as materials
from tongban.registers.materials.errors import NotYourMaterial
from tongban.registers.places import queries as places
from tongban.work.cases import guided, permits, siting, writers, writing
from tongban.work.cases.errors import NotNow, NotOffered, NotYours
from tongban.work.cases.events import (
    AreaFollowed,
    CaseStarted,
    DraftDiscarded,
    DraftSaved,
    MaterialGiven,
    MaterialTakenBack,
    TamperingRefused,
)
from tongban.work.cases.kinds import Source
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.queries import locked
from tongban.work.cases.reaching import asked_by


@action
def start(actor: Actor, item_code: str, area: str, chosen: Mapping[str, int] | None = None) -> Case:
    """Open a draft (新建申请) of the edition in force, filled from what the city already holds. Raises `NotOffered`.

    ``chosen`` is what was answered in the guidance before, as situation → number of the option.
    """
    if not actor.signed_in:
        raise SignInFirst
    if not actor.covers(item_code):
        raise NotOffered("委托人没有授权您办理这个事项。", next_step="请办理授权范围内的事项，或请委托人补充授权。")
    require_right(actor, "apply")
    edition = catalogue.edition_in_force(item_code)
    applicant = identity.applicant(actor.applicant)
    definition = edition.definition
    if applicant.kind not in definition.serves:
        raise NotOffered(
            f"“{definition.title.zh}”不面向您现在的身份办理。", next_step="请在页面右上角切换到可以办理的身份后再试。"
        )
    if not places.serves(area):
        raise NotOffered("请选择本市的受理地区。", next_step="请在事项页面重新选择区（县）后再开始填写。")
    present = time.now()
    case = Case.objects.create(
        edition=edition, item_code=item_code, title=definition.title.zh, department=definition.owner, area=area,
        applicant=actor.applicant, applicant_name=applicant.name, handler=f"person/{actor.id}", handler_name=actor.name,
        channel=actor.door, created_at=present, saved_at=present,
    )
    filled = writing.prefill(asked_by(actor, case))
    if guided.carry(case, chosen or {}) or filled:
        case.save(update_fields=["data", "origins"])
    record(actor, CaseStarted(case.subject, item_code, edition.number))
    return case


@action
def save_page(
    actor: Actor, case_id: str, page: str, raw: Mapping[str, Any], *, shown: Iterable[str] = ()
) -> Case:  # fmt: skip
    """Keep one page of the form (保存), right or wrong: what is wrong stays as typed; `queries.page_problems` names it.

    Locked answers keep the value of their source, and what belongs to no question that was asked is not kept, whatever
    the browser sends: the attempt itself is recorded (`TamperingRefused`). ``shown`` names the fields the page had.
    """
    case = editable(actor, case_id)
    if page not in {p.name for p in case.definition.form.pages}:
        raise NotNow("申请表没有这一页，事项可能刚刚更新。", next_step="请刷新页面，从目录中选择要填写的一页。")
    before = writers.standing(case)
    foreign = writing.write(case, page, raw, shown=shown)
    writers.note(actor, case, before, raw)
    return _kept(actor, case, page, foreign)


@action
def save_form(actor: Actor, case_id: str, raw: Mapping[str, Any], *, shown: Iterable[str] = ()) -> Case:
    """Keep every page at once (整表保存), as `save_page` does: where somebody sees the whole form in front of him."""
    case = editable(actor, case_id)
    before = writers.standing(case)
    foreign = writing.write_all(case, raw, tuple(shown))
    writers.note(actor, case, before, raw)
    return _kept(actor, case, "", foreign)


def _kept(actor: Actor, case: Case, page: str, foreign: writing.Sent) -> Case:
    """Save what was written; a draft goes to the district in which the place lies that it names (属地)."""
    before, case.area = case.area, siting.area(case) if case.state == "draft" else case.area
    case.saved_at, case.trashed_at = time.now(), None
    case.save(update_fields=["data", "raw", "origins", "writers", "saved_pages", "saved_at", "trashed_at", "area"])
    record(actor, DraftSaved(case.subject, page))
    if case.area != before:
        record(actor, AreaFollowed(case.subject, case.area))
    if foreign:
        record(actor, TamperingRefused(case.subject, page, _listed(foreign)))
    return case


def _listed(foreign: writing.Sent) -> tuple[str, ...]:
    return tuple(f"{why}:{name}" for why, names in sorted(foreign.items()) for name in names)


def give(actor: Actor, case_id: str, code: str, material_id: str, *, key: str = "") -> CaseMaterial:
    """Answer a material of the case with a document of mine (提交材料); an earlier one stays as a version.

    Not one transaction: somebody else's document changes nothing, and that it was tried is kept.
    """
    try:
        return _give(actor, case_id, code, material_id, key=key)
    except NotYourMaterial:
        refuse_document(actor, case_id, code, material_id)
        raise


@action
def _give(actor: Actor, case_id: str, code: str, material_id: str) -> CaseMaterial:
    case = editable(actor, case_id)
    if code not in {m.code for m in case.definition.materials}:
        raise Refusal("这个事项没有这份材料。", next_step="请返回材料页面，从列表中选择。")
    material = materials.material_for(actor, material_id)
    earlier = CaseMaterial.objects.filter(case=case, code=code).order_by("-version").first()
    CaseMaterial.objects.filter(case=case, code=code, current=True).update(current=False)
    given = CaseMaterial.objects.create(
        case=case, code=code, source=Source.APPLICANT, material_id=str(material.pk), name=material.name,
        version=earlier.version + 1 if earlier else 1, given_at=time.now(), by=actor.hand,
    )
    if case.state == "incomplete":
        case.gaps.filter(target=code, settled_at=None).update(settled_at=time.now())
    record(actor, MaterialGiven(case.subject, code, str(material.pk), given.version))
    return given


@action
def refuse_document(actor: Actor, case_id: str, code: str, material_id: str) -> Case:
    """Keep that a document of somebody else, or none at all, was to answer a material; nothing else changes."""
    case = locked(case_id)
    if not permits.is_applicant(actor, case):
        raise NotYours
    record(actor, TamperingRefused(case.subject, "materials", (f"material:{code}", f"document:{_id(material_id)}")))
    return case


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return "?"


@action
def take_back(actor: Actor, case_id: str, code: str) -> Case:
    """Take a document out of the draft again (撤下材料); it stays in my material library."""
    case = editable(actor, case_id)
    CaseMaterial.objects.filter(case=case, code=code, current=True).update(current=False)
    record(actor, MaterialTakenBack(case.subject, code))
    return case


@action
def discard(actor: Actor, case_id: str) -> None:
    """Throw a draft away (删除草稿)."""
    case = editable(actor, case_id)
    if case.state != "draft":
        raise NotNow("已提交的办件不能删除，只能撤回。", next_step="请在办件页面选择“撤回申请”。")
    record(actor, DraftDiscarded(case.subject))
    case.delete()


def editable(actor: Actor, case_id: str) -> Case:
    """The applicant's own case while it may be written: a draft, or a case that waits for a supplement."""
    case = asked_by(actor, locked(case_id))
    if not permits.is_applicant(actor, case):
        raise NotYours
    require_right(actor, "apply")
    if case.state not in ("draft", "incomplete"):
        raise NotNow("申请已经提交，不能再修改。", next_step="需要修改时，可以撤回后重新申请，或等待窗口告知补正。")
    return case
