"""Drafts nobody goes on with (草稿过期): told in time, laid into the trash, restored by a click, deleted in the end."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import permits
from tongban.work.cases.errors import NotNow
from tongban.work.cases.events import DraftDiscarded, DraftExpiring, DraftRestored, DraftTrashed
from tongban.work.cases.models import Case
from tongban.work.cases.queries import locked


@action
def warn_of_expiry(actor: Actor, case_id: str, days: int) -> Case:
    """Say that the draft goes into the trash in so many days."""
    case = _draft(actor, case_id)
    record(actor, DraftExpiring(case.subject, days))
    return case


@action
def trash(actor: Actor, case_id: str) -> Case:
    """Lay a draft into the trash (移入回收站): the clock one nobody goes on with, its applicant one he gives up."""
    case = _draft(actor, case_id) if actor.is_system else _mine(actor, case_id)
    if case.state != "draft":
        raise NotNow("已提交的办件不能删除，只能撤回。", next_step="请在办件页面选择“撤回申请”。")
    if case.trashed_at is not None:
        raise NotNow("这份草稿已经在回收站里。")
    case.trashed_at = time.now()
    case.save(update_fields=["trashed_at"])
    record(actor, DraftTrashed(case.subject, "" if actor.is_system else actor.principal))
    return case


@action
def restore(actor: Actor, case_id: str) -> Case:
    """Take my draft out of the trash (恢复草稿): it is kept for another thirty days."""
    case = _mine(actor, case_id)
    if case.trashed_at is None or case.state != "draft":
        raise NotNow("这份草稿不在回收站里。", next_step="请从“我的草稿”继续填写。")
    case.trashed_at, case.saved_at = None, time.now()
    case.save(update_fields=["trashed_at", "saved_at"])
    record(actor, DraftRestored(case.subject))
    return case


@action
def empty(actor: Actor, case_id: str) -> None:
    """Delete what lay in the trash for its time (清空回收站)."""
    case = _draft(actor, case_id)
    if case.trashed_at is None:
        raise NotNow("这份草稿不在回收站里。")
    record(actor, DraftDiscarded(case.subject))
    case.delete()


def _mine(actor: Actor, case_id: str) -> Case:
    case = locked(case_id)
    if not permits.is_applicant(actor, case):
        raise NotYours
    require_right(actor, "apply")
    return case


def _draft(actor: Actor, case_id: str) -> Case:
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    if case.state != "draft":
        raise NotNow("这份申请已经提交。")
    return case
