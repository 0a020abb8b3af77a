"""Verbs of credit: enter a word kept or broken, bar, ask for repair, lift, keep."""

from __future__ import annotations

import uuid
from datetime import date

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.credit import permits
from tongban.registers.credit.errors import NoSuchBar, ReasonNeeded, WrongDays
from tongban.registers.credit.events import BarImposed, BarLifted, RepairAsked, RepairRefused, WordEntered
from tongban.registers.credit.kinds import Scope, Word
from tongban.registers.credit.models import Bar, Entry
from tongban.registers.identity import queries as identity
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record

LONGEST = 500


@action
def enter(actor: Actor, holder: str, *, word: str, source: str, what: str) -> Entry:
    """Enter that a promise was kept or broken (归集信用承诺履行情况), once per ``source``."""
    if not actor.is_system:
        raise NotAllowed
    entry = Entry.objects.create(
        holder=holder, word=Word(word), source=source, what=what[:300], at=time.now()
    )
    record(actor, WordEntered(holder, word, source))
    return entry


@action
@proven("认定失信")
def impose(
    actor: Actor, holder: str, *, scope: str, reason: str, law: str, department: str, until: date | None = None,
    source: str = "",
) -> Bar:
    """Bar an applicant (作出失信限制) from trust or from a trade, with reason and law, until a day or until repaired.

    Raises `ReasonNeeded`, `WrongDays`.
    """
    if not permits.may_impose(actor, department):
        raise NotAllowed("只有作出限制的部门的审批人员可以登记失信限制。", law="国办发〔2020〕49号")
    if scope not in Scope.values or not reason.strip() or not law.strip():
        raise ReasonNeeded
    if until is not None and until < time.today():
        raise WrongDays
    bar = Bar.objects.create(
        holder=holder, holder_name=identity.applicant(holder).name, scope=Scope(scope), reason=reason.strip()[:LONGEST],
        law=law.strip()[:200], department=department, source=source, since=time.today(), until=until,
    )
    day = until.isoformat() if until else ""
    record(actor, BarImposed(bar.subject, holder, scope, department, bar.law, day, source))
    return bar


@action
def ask_repair(actor: Actor, bar_id: str, *, what: str) -> Bar:
    """Ask that it be lifted (申请信用修复): what was mended, or why it is wrong (异议). Raises `ReasonNeeded`."""
    bar = _locked(bar_id)
    if not permits.is_holder(actor, bar):
        raise NoSuchBar
    require_right(actor, "sign")
    bar.move("ask")
    bar.asked, bar.answer = _said(what, "请写明您已经怎样改正，或者这项记录哪里不对。"), ""
    bar.save(update_fields=["state", "asked", "answer"])
    record(actor, RepairAsked(bar.subject, bar.holder, bar.department))
    return bar


@action
def lift(actor: Actor, bar_id: str, *, reason: str) -> Bar:
    """Lift it (解除限制): mended, or it was wrong. Raises `ReasonNeeded`."""
    bar = _answered(actor, bar_id, "lift", reason)
    bar.lifted_at = time.now()
    bar.save(update_fields=["lifted_at"])
    record(actor, BarLifted(bar.subject, bar.holder, bar.scope))
    return bar


@action
def keep(actor: Actor, bar_id: str, *, reason: str) -> Bar:
    """Do not lift it (不予修复), with the reason. Raises `ReasonNeeded`."""
    bar = _answered(actor, bar_id, "keep", reason)
    record(actor, RepairRefused(bar.subject, bar.holder))
    return bar


def _answered(actor: Actor, bar_id: str, verb: str, reason: str) -> Bar:
    bar = _locked(bar_id)
    if not permits.may_answer(actor, bar):
        raise NoSuchBar
    bar.move(verb)
    bar.answer = _said(reason, "请写明理由，它会告知当事人。")
    bar.save(update_fields=["state", "answer"])
    return bar


def _said(text: str, otherwise: str) -> str:
    text = text.strip()
    if not text:
        raise ReasonNeeded(otherwise)
    if len(text) > LONGEST:
        raise ReasonNeeded(f"最多 {LONGEST} 个字，现在有 {len(text)} 个字。", next_step="请缩短后再提交。")
    return text


def _locked(bar_id: str) -> Bar:
    try:
        return Bar.objects.select_for_update().get(pk=uuid.UUID(str(bar_id)))
    except (Bar.DoesNotExist, ValueError):
        raise NoSuchBar from None
