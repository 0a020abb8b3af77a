from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal, SignInFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials import queries as materials
from tongban.registers.places import queries as places
from tongban.work.cases import queries as cases
from tongban.work.cases.errors import NotOffered, NotPromised
from tongban.work.cases.kinds import Source
from tongban.work.packages import permits
from tongban.work.packages.errors import NotNow
from tongban.work.packages.events import RunDiscarded, RunMaterialGiven, RunSaved, RunStarted
from tongban.work.packages.kinds import RunState
from tongban.work.packages.models import Run, RunMaterial
from tongban.work.packages.queries import locked


@action
def start(actor: Actor, code: str, area: str) -> Run:
    """Open a draft of a package (开始办一件事), filled from what the city already holds. Raises `NotOffered`."""
    if not actor.signed_in:
        raise SignInFirst
    if not actor.covers(code):
        raise NotOffered("委托人没有授权您办理这件事。", next_step="请办理授权范围内的事项，或请委托人补充授权。")
    require_right(actor, "apply")
    edition = catalogue.package_in_force(code)
    package, applicant = edition.package, identity.applicant(actor.applicant)
    if applicant.kind not in package.serves:
        raise NotOffered(
            f"“{package.title.zh}”不面向您现在的身份办理。", next_step="请在页面右上角切换到可以办理的身份后再试。"
        )
    if not places.serves(area):
        raise NotOffered("请选择本市的受理地区。", next_step="请重新选择区（县）后再开始填写。")
    catalogue.joined(edition)  # its items go together today
    present = time.now()
    run = Run.objects.create(
        edition=edition, item_code=code, title=package.title.zh, department=package.owner, area=area,
        applicant=actor.applicant, applicant_name=applicant.name, handler=f"person/{actor.id}",
        handler_name=actor.name, created_at=present, saved_at=present,
    )
    if cases.prefill(cases.asked_by(actor, run)):
        run.save(update_fields=["data", "origins"])
    record(actor, RunStarted(run.subject, code, edition.number))
    return run


@action
def save_page(actor: Actor, run_id: str, page: str, raw: Mapping[str, Any], *, shown: Iterable[str] = ()) -> Run:
    """Keep one page of the one form (保存), right or wrong, as in a case; what no question asked is not kept."""
    run = editable(actor, run_id)
    if page not in {p.name for p in run.definition.form.pages}:
        raise NotNow("申请表没有这一页，事项可能刚刚更新。", next_step="请刷新页面，从目录中选择要填写的一页。")
    before = cases.typed_so_far(run)
    cases.write(run, page, raw, shown=shown)
    cases.note_writers(actor, run, before, raw)
    cases.prefill(run, unseen=True)  # what the answers have brought in
    run.saved_at, run.trashed_at = time.now(), None
    run.save(update_fields=["edition", "data", "raw", "origins", "writers", "saved_pages", "saved_at", "trashed_at"])
    record(actor, RunSaved(run.subject, page))
    return run


@action
def give(actor: Actor, run_id: str, code: str, material_id: str) -> RunMaterial:
    """Answer a material once, for every branch that needs it (提交材料)."""
    run = editable(actor, run_id)
    if code not in {m.code for m in run.definition.materials}:
        raise Refusal("这件事没有这份材料。", next_step="请返回材料页面，从列表中选择。")
    material = materials.material_for(actor, material_id)
    given = _answer(run, code, Source.APPLICANT, material.name, str(material.pk), by=actor.hand)
    record(actor, RunMaterialGiven(run.subject, code, "given", str(material.pk)))
    return given


@action
def take_back(actor: Actor, run_id: str, code: str) -> Run:
    """Take a document out of the draft again (撤下材料)."""
    run = editable(actor, run_id)
    run.given.filter(code=code, current=True).update(current=False)
    record(actor, RunMaterialGiven(run.subject, code, "taken-back"))
    return run


@action
def promise(actor: Actor, run_id: str, code: str, *, trust: str) -> RunMaterial:
    """Let a promise stand for a document, or promise to bring it later, where every branch allows it."""
    run = editable(actor, run_id)
    slot = next((s for s in cases.slots(run) if s.code == code), None)
    allowed = {Source.PROMISE: slot.undertaking, Source.LATER: slot.deferred} if slot else {}
    if trust not in allowed or not allowed[Source(trust)]:
        raise NotPromised
    given = _answer(run, code, Source(trust), str(Source(trust).label))
    record(actor, RunMaterialGiven(run.subject, code, trust))
    return given


@action
def discard(actor: Actor, run_id: str) -> None:
    """Throw a draft away (删除草稿)."""
    run = editable(actor, run_id)
    record(actor, RunDiscarded(run.subject))
    run.delete()


def editable(actor: Actor, run_id: str) -> Run:
    """The applicant's own run while it is a draft, under the newest edition."""
    run: Run = cases.asked_by(actor, locked(run_id))
    permits.require_applicant(actor, run, "apply")
    if run.state != RunState.DRAFT:
        raise NotNow("申请已经提交，不能再修改。", next_step="需要补正的，请在各事项的办件页面补正。")
    run.edition = catalogue.package_in_force(run.item_code)
    return run


def _answer(
    run: Run, code: str, source: Source, name: str, material_id: str = "", by: str = ""
) -> RunMaterial:  # fmt: skip
    earlier = run.given.filter(code=code).order_by("-version").first()
    run.given.filter(code=code, current=True).update(current=False)
    return RunMaterial.objects.create(
        run=run, code=code, source=source, material_id=material_id, name=name,
        version=earlier.version + 1 if earlier else 1, given_at=time.now(), by=by,
    )
