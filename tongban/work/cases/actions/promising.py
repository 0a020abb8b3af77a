"""Trust given in advance: a promise instead of a document (告知承诺), a document that comes later (容缺受理)."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.credit import queries as credit
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials import queries as materials
from tongban.registers.materials.errors import NotYourMaterial
from tongban.work.cases import filling, notices, permits
from tongban.work.cases.actions.drafting import editable, refuse_document
from tongban.work.cases.errors import NotNow, NotPromised, StillOwed
from tongban.work.cases.events import MaterialCameLater, MaterialPromised, UndertakingServed
from tongban.work.cases.kinds import Outcome, Source
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.queries import locked

WORDS = {Source.PROMISE: "undertaking", Source.LATER: "deferred"}


@action
def promise(actor: Actor, case_id: str, code: str, *, trust: str) -> CaseMaterial:
    """Let a promise stand for a document (``trust`` "promise"), or promise to bring it later ("later").

    Only what the item allows. Who promised and when is the ledger's word; it can be taken back like a document.
    Raises `NotPromised`, and `TrustForfeited` where an earlier promise was broken and is not mended.
    """
    case = editable(actor, case_id)
    slot = next((s for s in filling.slots(case) if s.code == code), None)
    if slot is None or trust not in WORDS or not getattr(slot, WORDS[Source(trust)]):
        raise NotPromised
    credit.require_trust(case.applicant)
    given = _answer(case, code, Source(trust), name=Source(trust).label)
    if case.state == "incomplete":
        case.gaps.filter(target=code, settled_at=None).update(settled_at=time.now())
    record(actor, MaterialPromised(case.subject, code, trust))
    return given


def give_later(actor: Actor, case_id: str, code: str, material_id: str, *, key: str = "") -> CaseMaterial:
    """Hand in a document that was allowed to come later (补交); somebody else's is refused as `give` does."""
    try:
        return _give_later(actor, case_id, code, material_id, key=key)
    except NotYourMaterial:
        refuse_document(actor, case_id, code, material_id)
        raise


@action
def _give_later(actor: Actor, case_id: str, code: str, material_id: str) -> CaseMaterial:
    """Hand in the document that was allowed to come later (补交容缺材料), while the case is examined."""
    case = locked(case_id)
    if not permits.is_applicant(actor, case):
        raise NotYours
    require_right(actor, "sign")
    owed = case.given.filter(code=code, current=True, source=Source.LATER).exists()
    if case.state not in ("accepted", "paused") or not owed:
        raise NotNow("这份材料现在不需要补交。")
    material = materials.material_for(actor, material_id)
    given = _answer(case, code, Source.APPLICANT, name=material.name, material_id=str(material.pk))
    record(actor, MaterialCameLater(case.subject, code, str(material.pk), given.version))
    return given


@action
def serve_undertaking(actor: Actor, case_id: str) -> Case:
    """Make the paper of what was promised (告知承诺书), once, when the application has its number."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    notice = notices.serve(case, "undertaking", {})
    record(actor, UndertakingServed(case.subject, str(notice.pk)))
    return case


def require_all_came(case: Case, outcome: str) -> None:
    """Nothing is granted while a document that was to come later is still owed. Raises `StillOwed`."""
    owed = list(case.given.filter(current=True, source=Source.LATER).values_list("code", flat=True))
    if owed and outcome == Outcome.GRANTED:
        titles = "、".join(case.definition.material(code).title for code in owed)
        raise StillOwed(f"申请人承诺后补的“{titles}”还没有交来，不能准予。")


def _answer(case: Case, code: str, source: Source, *, name: str, material_id: str = "") -> CaseMaterial:
    earlier = case.given.filter(code=code).order_by("-version").first()
    case.given.filter(code=code, current=True).update(current=False)
    return CaseMaterial.objects.create(
        case=case, code=code, source=source, material_id=material_id, name=name, given_at=time.now(),
        version=earlier.version + 1 if earlier else 1,
    )
