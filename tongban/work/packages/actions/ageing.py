"""Drafts of runs nobody goes on with (草稿过期): told in time, laid into the trash, restored, deleted; as of a case."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.packages import permits
from tongban.work.packages.errors import NotNow
from tongban.work.packages.events import RunDiscarded, RunExpiring, RunRestored, RunTrashed
from tongban.work.packages.kinds import RunState
from tongban.work.packages.models import Run
from tongban.work.packages.queries import locked


@action
def warn_of_expiry(actor: Actor, run_id: str, days: int) -> Run:
    """Say that the draft goes into the trash in so many days."""
    permits.require_system(actor)
    run = _draft(run_id)
    record(actor, RunExpiring(run.subject, days))
    return run


@action
def trash(actor: Actor, run_id: str) -> Run:
    """Lay a draft into the trash (移入回收站): the clock one nobody goes on with, its applicant one he gives up."""
    run = locked(run_id)
    if not actor.is_system:
        permits.require_applicant(actor, run, "apply")
    if run.state != RunState.DRAFT or run.trashed_at is not None:
        raise NotNow("这份申请已经提交，或者已经在回收站里。", next_step="请刷新“我的草稿”查看。")
    run.trashed_at = time.now()
    run.save(update_fields=["trashed_at"])
    record(actor, RunTrashed(run.subject, "" if actor.is_system else actor.principal))
    return run


@action
def restore(actor: Actor, run_id: str) -> Run:
    """Take my draft out of the trash (恢复草稿): it is kept for another thirty days."""
    run = locked(run_id)
    permits.require_applicant(actor, run, "apply")
    if run.state != RunState.DRAFT or run.trashed_at is None:
        raise NotNow("这份草稿不在回收站里。", next_step="请从“我的草稿”继续填写。")
    run.trashed_at, run.saved_at = None, time.now()
    run.save(update_fields=["trashed_at", "saved_at"])
    record(actor, RunRestored(run.subject))
    return run


@action
def empty(actor: Actor, run_id: str) -> None:
    """Delete what lay in the trash for its time (清空回收站)."""
    permits.require_system(actor)
    run = _draft(run_id)
    if run.trashed_at is None:
        raise NotNow("这份草稿不在回收站里。")
    record(actor, RunDiscarded(run.subject))
    run.delete()


def _draft(run_id: str) -> Run:
    run = locked(run_id)
    if run.state != RunState.DRAFT:
        raise NotNow("这份申请已经提交。")
    return run
