"""Bringing a draft of a run up to what registers say now, and what is objected to in it."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import queries as cases
from tongban.work.cases.errors import NotPrefilled
from tongban.work.packages.actions.drafting import editable
from tongban.work.packages.errors import NotNow
from tongban.work.packages.events import RunAnswerObjected, RunObjectionSettled, RunRefreshed
from tongban.work.packages.kinds import RunState
from tongban.work.packages.models import Run
from tongban.work.packages.queries import locked


@action
def refresh(actor: Actor, run_id: str) -> Run:
    """Take over what registers say now where it differs from what was prefilled (按最新登记信息更新)."""
    run = editable(actor, run_id)
    names = cases.take_over(run, cases.facts_of(run))
    if not names:
        raise NotNow("预填的登记信息没有变化，不需要更新。", next_step="请返回核对页面提交申请。")
    run.save(update_fields=["data", "raw", "origins"])
    record(actor, RunRefreshed(run.subject, tuple(names)))
    return run


@action
def mark_objected(actor: Actor, run_id: str, field: str, objection: str) -> Run:
    """Let a prefilled answer be changed while an objection to it is open. Raises `NotPrefilled`."""
    run = editable(actor, run_id)
    origin = cases.origins(run).get(field)
    if origin is None or origin.kind == "answer":
        raise NotPrefilled
    run.origins[field] = {**run.origins[field], "objection": objection}
    run.save(update_fields=["origins"])
    record(actor, RunAnswerObjected(run.subject, field, objection))
    return run


@action
def settle_objected(actor: Actor, run_id: str, field: str, objection: str, verdict: str) -> Run:
    """The objection was answered (``verdict`` corrected or refused); in a draft a refused one puts the value back."""
    if not actor.is_system:
        raise NotAllowed
    run = locked(run_id)
    noted = run.origins.get(field, {})
    if noted.get("objection") != objection:
        raise NotNow("这一项没有等待答复的数据异议。", next_step="请刷新页面查看最新状态。")
    run.origins[field] = {k: v for k, v in noted.items() if k != "objection"} | {"verdict": verdict}
    if run.state == RunState.DRAFT and verdict == "refused":
        cases.close_objection(run, field)
    run.save(update_fields=["origins", "data", "raw"])
    record(actor, RunObjectionSettled(run.subject, field, objection, verdict))
    return run
