"""Seeing the whole of what is half hidden (完整查看): for a reason, for a while, and the person reads it."""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind
from tongban.work.cases import sparing
from tongban.work.cases.errors import ReasonNeeded
from tongban.work.cases.events import CaseUnmasked
from tongban.work.cases.kinds import OPEN_FOR, Ground
from tongban.work.cases.models import Unmasking
from tongban.work.cases.queries import case_for

SHOWN = ("证件号码", "电话", "住址", "申请表")


@action
@proven("完整查看个人信息")
def unmask(actor: Actor, number: str, *, ground: str, reason: str = "") -> Unmasking:
    """Let this official see numbers, telephone and home of one case unhidden for `OPEN_FOR` minutes.

    Only for a need of this case (个人信息保护法 第三十四条、第三十五条); the applicant reads who, when and why.
    Raises `NotYours` for a case of others, `ReasonNeeded` without a ground, or for 其他 without words.
    """
    case = case_for(actor, number)
    if not actor.is_official:
        raise NotAllowed
    reason = reason.strip()[:200]
    if ground not in Ground.values or (ground == Ground.OTHER and not reason):
        raise ReasonNeeded(
            "完整查看个人信息要说明为什么这一件需要。", law="个人信息保护法 第三十四条",
            next_step="请选择理由；选“其他”的，请写明具体用途，申请人会看到。",
        )  # fmt: skip
    present = time.now()
    row = Unmasking.objects.create(
        case=case, official=actor.id, official_name=actor.name, ground=ground, reason=reason, at=present,
        until=present + timedelta(minutes=OPEN_FOR),
    )  # fmt: skip
    why = row.get_ground_display() + (f"：{reason}" if reason else "")
    sources.use(
        actor, sparing.matter(case), case.applicant, Kind.OPENED, "whole", "完整查看个人信息", str(row.pk), why[:60],
        SHOWN,
    )  # fmt: skip
    record(actor, CaseUnmasked(case.subject, str(row.pk), ground))
    return row
