"""Staying away from a case (回避): oneself, or by decision of the head, also where the applicant asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action
from tongban.work.approvals.errors import ReasonNeeded
from tongban.work.cases.queries import locked, may_see
from tongban.work.tasks import actions as tasks
from tongban.work.tasks.kinds import Ground

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

LONGEST = 300


@action
def recuse(actor: Actor, case_id: str, *, reason: str, official: str = "", ground: str = Ground.OWN) -> Case:
    """Keep an official away from a case (回避, 公务员法 第七十六、七十七条).

    Without ``official`` oneself; somebody else only by the head of his agency, of its own motion or because the
    applicant asked. He neither claims nor signs anything of the case from then on. Raises `ReasonNeeded`, `Recused`.
    """
    case = locked(case_id)
    if not actor.is_official or not may_see(actor, case):
        raise NotAllowed
    who = identity.official(official or actor.id)
    own = str(who.pk) == actor.id
    if ground not in Ground.values or own != (ground == Ground.OWN):
        raise ReasonNeeded("请选择回避的方式。", law="公务员法 第七十七条")
    heads = [p for p in actor.posts_as("head") if p.department == who.department_id and p.serves(case.area)]
    if not own and not heads:
        raise NotAllowed(
            "只有该工作人员所在机关的负责人可以决定其回避。", law="公务员法 第七十七条",
            next_step="您认为有应当回避的情形的，请报告该机关负责人。",
        )
    if not reason.strip():
        raise ReasonNeeded("请写明回避的理由，例如与申请人有近亲属或其他利害关系。", law="公务员法 第七十六条")
    tasks.keep_off(
        actor, case.subject, official=str(who.pk), name=who.name, ground=ground, reason=reason.strip()[:LONGEST]
    )
    return case
