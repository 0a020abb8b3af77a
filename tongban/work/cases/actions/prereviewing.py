"""Where people answer the machine: the applicant keeps what it doubts, an official finds otherwise."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import filling, prereview
from tongban.work.cases.actions.drafting import editable
from tongban.work.cases.actions.turning import fitting
from tongban.work.cases.errors import NotNow, PointUnknown, ReasonNeeded
from tongban.work.cases.events import MaterialAssured, PointOverruled
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.queries import locked, may_overrule
from tongban.work.cases.states import OPEN
from tongban.work.tasks import queries as tasks


@action
def assure(actor: Actor, case_id: str, code: str, *, reason: str) -> CaseMaterial:
    """Keep a document although the machine doubts it (我确认无误), saying why; the window sees both.

    Raises `ReasonNeeded`, and `NotNow` for what the item does not let pass or what nobody doubts.
    """
    case = editable(actor, case_id)
    read = prereview.seen(case, filling.slots(case)).get(code)
    if read is None or not read.doubts:
        raise NotNow("这份材料没有需要说明的疑点。", next_step="请返回材料页面查看。")
    if read.stopping:
        raise NotNow(read.stopping[0].sentence, next_step=read.stopping[0].next or "请更换材料后再提交。")
    if not reason.strip():
        raise ReasonNeeded("请写明为什么确认这份材料无误。", next_step="例如：照片虽有反光，内容与原件一致。")
    given = case.given.get(code=code, current=True)
    given.assured = fitting(reason, "说明")
    given.save(update_fields=["assured"])
    record(actor, MaterialAssured(case.subject, code, given.material_id))
    return given


@action
@proven("人工认定")
def overrule(actor: Actor, case_id: str, point: str, *, outcome: str, reason: str) -> Case:
    """Find otherwise than the machine, or where it could not say (人工改判), with the reason; the machine's word stays.

    For clerks and approvers of the case and whoever has it on his desk, while it is open. Raises `PointUnknown`,
    `ReasonNeeded`, `NotNow`.
    """
    case = locked(case_id)
    if case.state not in OPEN:
        raise NotNow("这个办件已经作出决定，不再改判机器核对结果。")
    if not may_overrule(actor, case):
        raise NotAllowed
    tasks.not_recused(actor, case.subject)
    found = {p.code: p for p in prereview.points(case, filling.slots(case))}
    if point not in found or outcome not in ("pass", "fail"):
        raise PointUnknown
    if not reason.strip():
        raise ReasonNeeded("改判机器核对结果要写明理由。", law="", next_step="请写明您看到了什么，例如：原件地址一致。")
    case.overrulings.create(
        point=point, outcome=outcome, machine=found[point].outcome, reason=fitting(reason, "理由"),
        official=actor.id, official_name=actor.name, at=time.now(),
    )
    record(actor, PointOverruled(case.subject, point, found[point].outcome, outcome))
    return case
