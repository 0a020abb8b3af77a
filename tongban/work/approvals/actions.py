from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tongban.engines.clocks import Calendar
from tongban.engines.process import Step
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import permits, progress
from tongban.work.approvals.errors import OpinionNeeded, StepNotOpen, TwoOfficersNeeded
from tongban.work.approvals.events import ExaminationBegunAnew, OpinionSentBack, OpinionSigned, StepSettled
from tongban.work.approvals.kinds import Verdict
from tongban.work.approvals.models import Opinion
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import Outcome
from tongban.work.cases.queries import locked
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed
from tongban.work.tasks.kinds import Spec

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

LONGEST_LAW, LONGEST_NAME = 300, 100


@action
def put_on_desks(actor: Actor, case_id: str) -> Case:
    """Put every step that is open now on its department's desk (分派), in parallel; steps already there stay."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    for step in waiting_for_desk(case):
        desk = identity.desk(step.desk)
        due = Calendar.standard().due(time.today(), step.within) if step.within else case.due_on
        tasks.open_task(
            actor,
            Spec(
                kind="step", subject=case.subject, step=step.name, title=f"{case.title} · {step.title}",
                context=f"{case.applicant_name} · {case.number}", desk=step.desk, area=case.area,
                department=desk.department.code, due_on=due, limit=str(step.within or ""),
            ),
        )
    return case


@action
def start_again(actor: Actor, case_id: str, before: datetime) -> Case:
    """What was signed before this moment no longer stands (重新审查): somebody else examines, or all begins anew."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    case.opinions.filter(sent_back_at=None, signed_at__lt=before).update(sent_back_at=time.now())
    record(actor, ExaminationBegunAnew(case.subject))
    return case


def waiting_for_desk(case: Case) -> list[Step]:
    """Open steps that lie on no desk yet."""
    there = {t.step for t in task_lists.open_of(case.subject, "step")}
    return [s for s in progress.now_open(case) if s.name not in there]


@action
def sign(
    actor: Actor, case_id: str, step_name: str, *, verdict: str, text: str = "", law: str = "", second_officer: str = ""
) -> Opinion:
    """Sign an opinion on an open step (签署意见). The signature that settles the deciding step decides the case.

    Raises `StepNotOpen`, `SameSigner`, `NotTheSigner`, `OpinionNeeded` (a disagreement without reason and law),
    `TwoOfficersNeeded`, `AlreadyClaimed`. A second signer who does not concur sends the step back to the first.
    """
    case = locked(case_id)
    opinions = progress.standing(case)
    step = next((s for s in progress.now_open(case, opinions) if s.name == step_name), None)
    if step is None or case.state != "accepted":
        raise StepNotOpen
    before = opinions.get(step.name, [])
    post = permits.signing_post(actor, step, case, before)
    _require(actor, case, step, verdict, text, law, second_officer)
    opinion = Opinion.objects.create(
        case=case, step=step.name, official=actor.id, official_name=actor.name,
        department=post.department, role=post.role,
        verdict=Verdict(verdict), text=text.strip(), law=law.strip(), second_officer=second_officer.strip(),
        signed_at=time.now(),
    )
    record(actor, OpinionSigned(case.subject, step.name, str(opinion.pk), verdict, post.department))
    if before and verdict != before[-1].verdict:
        _send_back(actor, case, step, opinion)
    elif progress.is_settled(step, [*before, opinion]):
        _settle(actor, case, step, opinion)
    else:
        _free_for_second(actor, case, step)
    return opinion


def _require(actor: Actor, case: Case, step: Step, verdict: str, text: str, law: str, second_officer: str) -> None:
    if verdict not in Verdict.values:
        raise OpinionNeeded("请选择“同意”或“不同意”。")
    if len(law.strip()) > LONGEST_LAW or len(second_officer.strip()) > LONGEST_NAME:
        raise OpinionNeeded(f"法律依据最多 {LONGEST_LAW} 个字，姓名最多 {LONGEST_NAME} 个字。")
    if verdict == Verdict.DISAGREE and not (text.strip() and law.strip()):
        raise OpinionNeeded
    if step.two_officers and (not second_officer.strip() or second_officer.strip() == actor.name):
        raise TwoOfficersNeeded
    for task in task_lists.open_of(case.subject, "step", step.name):
        if task.claimed_by not in ("", actor.id):
            raise AlreadyClaimed(f"{task.claimed_name} 已认领此环节。")


def _settle(actor: Actor, case: Case, step: Step, opinion: Opinion) -> None:
    for task in task_lists.open_of(case.subject, "step", step.name):
        tasks.close(actor, str(task.pk), opinion.verdict)
    record(actor, StepSettled(case.subject, step.name, opinion.verdict))
    if step.decides:
        signers = [o.official for o in progress.standing(case)[step.name]]
        outcome = Outcome.GRANTED if opinion.verdict == Verdict.AGREE else Outcome.REFUSED
        cases.decide(actor, str(case.pk), outcome=outcome, reason=opinion.text, law=opinion.law, signers=signers)


def _send_back(actor: Actor, case: Case, step: Step, opinion: Opinion) -> None:
    case.opinions.filter(step=step.name, sent_back_at=None).update(sent_back_at=time.now())
    record(actor, OpinionSentBack(case.subject, step.name, opinion.text))
    _free_for_second(actor, case, step)


def _free_for_second(actor: Actor, case: Case, step: Step) -> None:
    """The task goes back to the desk so that another signer finds it."""
    for task in task_lists.open_of(case.subject, "step", step.name):
        if task.claimed_by == actor.id:
            tasks.release(actor, str(task.pk))
