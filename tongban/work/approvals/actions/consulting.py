"""Asking another desk, a department's or experts', for its view by a day (征求意见)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.ids import uuid7
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import permits, progress
from tongban.work.approvals.errors import AlreadyAnswered, BadQuestion, NotAsked, NotTheSigner
from tongban.work.approvals.events import ViewAsked, ViewGiven
from tongban.work.approvals.models import Consultation
from tongban.work.cases.queries import locked
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.kinds import Spec

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

LONGEST = 300


@action
def consult(
    actor: Actor, case_id: str, *, desk: str = "", expert: str = "", question: str, due_on: date
) -> Consultation:
    """Ask another desk for its view by ``due_on`` (征求意见): a view, not a decision; one's step may go on without it.

    ``expert`` is somebody on the list of experts (专家库), asked by name instead of a desk: the matter is his alone.
    Raises `NotTheSigner`, `BadQuestion`, `Recused`.
    """
    case = locked(case_id)
    task_lists.not_recused(actor, case.subject)
    steps = permits.own_open_steps(actor, case, progress.standing(case))
    if not steps:
        raise NotTheSigner("您现在没有待签署的环节，不能就此件征求意见。")
    if not question.strip() or len(question.strip()) > LONGEST:
        raise BadQuestion(f"请写明需要对方回答的问题，最多 {LONGEST} 个字。")
    if due_on < time.today():
        raise BadQuestion("答复日期不能早于今天。")
    asked = _asked(actor, case, desk, expert)
    row = Consultation(
        id=uuid7(), case=case, step=steps[0].name, question=question.strip(), due_on=due_on, **asked,
        asked_by=actor.id, asked_name=actor.name, asked_at=time.now(),
    )
    row.save()
    tasks.open_task(
        actor,
        Spec(
            kind="consult", subject=case.subject, step=str(row.pk), title=f"{case.title} · 征求意见",
            context=f"{case.applicant_name} · {case.number}", desk="" if expert else row.desk, area=case.area,
            department=identity.desk(row.desk).department_id, due_on=due_on, note=row.question,
            claimed_by=row.expert, claimed_name=row.expert_name,
        ),
    )
    record(actor, ViewAsked(case.subject, str(row.pk), row.desk, due_on.isoformat(), row.expert))
    return row


def _asked(actor: Actor, case: Case, desk: str, expert: str) -> dict[str, str]:
    """Whom the question goes to: an expert on the list, or another desk. Raises `BadQuestion`."""
    if expert:
        found = next((one for one in identity.experts() if str(one.pk) == expert), None)
        if found is None or expert == actor.id:
            raise BadQuestion("请从专家库中选择另一位专家。")
        if task_lists.is_recused(expert, case.subject):
            raise BadQuestion(f"{found.name}已回避此件，请选择另一位专家。")
        post = next(post for post in identity.posts_of(found.pk) if post.role == "expert")
        return {"desk": post.desk, "expert": expert, "expert_name": found.name}
    if not identity.desk_exists(desk) or any(post.desk == desk for post in actor.posts):
        raise BadQuestion("请选择另一个岗位；本岗位同事之间请使用转交。")
    return {"desk": desk}


@action
def answer(actor: Actor, consultation_id: str, text: str) -> Consultation:
    """Give the view that was asked for (答复征求意见). Raises `NotAsked`, `AlreadyAnswered`, `BadQuestion`."""
    try:
        found = Consultation.objects.filter(pk=UUID(str(consultation_id))).first()
    except ValueError:
        raise NotAsked from None
    if found is None:
        raise NotAsked
    case = locked(str(found.case_id))
    row = Consultation.objects.select_for_update().get(pk=found.pk)
    if row.expert not in ("", actor.id):
        raise NotAsked
    if not any(p.desk == row.desk and p.serves(case.area) for p in actor.posts):
        raise NotAsked
    task_lists.not_recused(actor, case.subject)
    if row.answered_at:
        raise AlreadyAnswered(f"{row.answered_name} 已经答复。")
    if not text.strip():
        raise BadQuestion("请写明答复意见。")
    for task in task_lists.open_of(case.subject, "consult", str(row.pk)):
        tasks.close(actor, str(task.pk))
    row.answer, row.answered_by, row.answered_name, row.answered_at = text.strip(), actor.id, actor.name, time.now()
    row.save(update_fields=["answer", "answered_by", "answered_name", "answered_at"])
    record(actor, ViewGiven(case.subject, str(row.pk), row.desk))
    return row
