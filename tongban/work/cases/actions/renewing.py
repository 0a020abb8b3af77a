"""Bringing a draft up to what is true now: a newer edition of its item, what registers say, what is objected to."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import editions, writing
from tongban.work.cases.actions.drafting import editable
from tongban.work.cases.errors import NotNow, NotPrefilled
from tongban.work.cases.events import AnswerObjected, DraftBroughtUp, ObjectionSettled, PrefillRefreshed
from tongban.work.cases.facts import facts_of
from tongban.work.cases.models import Case
from tongban.work.cases.queries import locked


@action
def bring_up(actor: Actor, case_id: str, edition: int) -> Case:
    """Take my draft over to the edition in force (更新到新版), after seeing what changes.

    ``edition`` is the number whose changes were shown; raises `NotNow` when another one came into force meanwhile.
    Nothing typed is lost: answers that no longer have a question are laid aside and listed.
    """
    case = editable(actor, case_id)
    newest = editions.newer(case)
    if newest is None or newest.number != edition:
        raise NotNow("这份草稿已经是现行版本，或者事项又有了新的版本。", next_step="请刷新页面，查看最新的变化。")
    before = case.edition.number
    aside = editions.bring_up(case, newest)
    case.title, case.department, case.saved_at = newest.definition.title.zh, newest.definition.owner, time.now()
    case.save()
    record(actor, DraftBroughtUp(case.subject, before, newest.number, tuple(aside)))
    return case


@action
def refresh(actor: Actor, case_id: str) -> Case:
    """Take over what registers say now where it differs from what was prefilled (按最新登记信息更新)."""
    case = editable(actor, case_id)
    names = writing.refresh(case, facts_of(case))
    if not names:
        raise NotNow("预填的登记信息没有变化，不需要更新。", next_step="请返回核对页面提交申请。")
    case.save(update_fields=["data", "raw", "origins"])
    record(actor, PrefillRefreshed(case.subject, tuple(names)))
    return case


@action
def mark_objected(actor: Actor, case_id: str, field: str, objection: str) -> Case:
    """Let a prefilled answer be changed while an objection to it is open. Raises `NotPrefilled`."""
    case = editable(actor, case_id)
    noted = case.origins.get(field)
    if noted is None or noted["kind"] == writing.sources.ANSWER:
        raise NotPrefilled
    case.origins[field] = {**noted, "objection": objection}
    case.save(update_fields=["origins"])
    record(actor, AnswerObjected(case.subject, field, objection))
    return case


@action
def settle_objected(actor: Actor, case_id: str, field: str, objection: str, verdict: str) -> Case:
    """The objection was answered (``verdict`` corrected or refused): the answer is treated as its item says again.

    In a draft a refused objection puts the register's value back; a corrected register brings its new value by itself
    when the applicant submits. A case that was handed in keeps what it says, with the verdict beside it.
    """
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    noted = case.origins.get(field, {})
    if noted.get("objection") != objection:
        raise NotNow("这一项没有等待答复的数据异议。")
    noted = {k: v for k, v in noted.items() if k != "objection"} | {"verdict": verdict}
    case.origins[field] = noted
    if case.state == "draft" and verdict == "refused":
        writing.close_objection(case, field)
    case.save(update_fields=["origins", "data", "raw"])
    record(actor, ObjectionSettled(case.subject, field, objection, verdict))
    return case
