"""Signing an opinion (签署意见); the signature that settles the deciding step decides the case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tongban.engines.process import Step
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.identity.kinds import bad_name, same_name, tidy_name
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import permits, progress
from tongban.work.approvals.errors import OpinionNeeded, StepNotOpen, TwoOfficersNeeded
from tongban.work.approvals.events import OpinionSentBack, OpinionSigned, StepSettled
from tongban.work.approvals.kinds import Verdict
from tongban.work.approvals.models import Opinion
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import Outcome
from tongban.work.cases.queries import locked, may_handle
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

LONGEST_LAW = 300
CONCLUSION = {Verdict.AGREE: "符合要求。", Verdict.DISAGREE: "不符合要求。"}


@action
@proven("提交审查、审批意见")
def sign(
    actor: Actor, case_id: str, step_name: str, *, verdict: str, text: str = "", law: str = "",
    second_officer: str = "", place: str = "", present: str = "",
) -> Opinion:
    """Sign an opinion on an open step (签署意见). The signature that settles the deciding step decides the case.

    Raises `StepNotOpen`, `SameSigner`, `NotTheSigner`, `OpinionNeeded` (a disagreement without reason and law),
    `TwoOfficersNeeded`, `AlreadyClaimed`, `Recused`. A second signer who does not concur sends the step back to the
    first. A visit by two officers makes its record (现场勘验笔录): ``text`` is what they found, ``place`` where,
    ``present`` who else was there. Who stands in for somebody on leave signs in his own name, and the opinion says for
    whom (受托).
    """
    case = locked(case_id)
    opinions = progress.standing(case)
    step = next((s for s in progress.now_open(case, opinions) if s.name == step_name), None)
    if step is None or case.state != "accepted":
        raise StepNotOpen
    may_handle(actor, case)
    before = opinions.get(step.name, [])
    post, behalf = permits.signing_post(actor, step, case, before, permits.lent(actor, case, step))
    _require(actor, case, step, verdict, text, law, second_officer)
    if step.decides and len(before) + 1 >= step.sign and all(one.verdict == verdict for one in before[-1:]):
        cases.expect(case)
    opinion = Opinion.objects.create(
        case=case, step=step.name, official=actor.id, official_name=actor.name,
        department=post.department, role=post.role,
        verdict=Verdict(verdict), text=text.strip(), law=law.strip(), second_officer=tidy_name(second_officer),
        signed_at=time.now(), behalf_of=behalf.official if behalf else "", behalf_name=behalf.name if behalf else "",
    )
    done = OpinionSigned(case.subject, step.name, str(opinion.pk), verdict, post.department, opinion.behalf_of)
    record(actor, done)
    if step.two_officers:
        _record_visit(actor, opinion, place, present)
    if before and verdict != before[-1].verdict:
        _send_back(actor, case, step, opinion)
    elif progress.is_settled(step, [*before, opinion]):
        _settle(replace(actor, posts=(*actor.posts, post)) if behalf else actor, case, step, opinion)
    else:
        _free_for_second(actor, case, step)
    return opinion


def _require(actor: Actor, case: Case, step: Step, verdict: str, text: str, law: str, second_officer: str) -> None:
    if verdict not in Verdict.values:
        raise OpinionNeeded("请选择“同意”或“不同意”。")
    if len(law.strip()) > LONGEST_LAW:
        raise OpinionNeeded(f"法律依据最多 {LONGEST_LAW} 个字。")
    if second_officer.strip() and (sentence := bad_name(tidy_name(second_officer))):
        raise OpinionNeeded(sentence)
    if verdict == Verdict.DISAGREE and not (text.strip() and law.strip()):
        raise OpinionNeeded
    if step.two_officers and (not second_officer.strip() or same_name(second_officer, actor.name)):
        raise TwoOfficersNeeded
    if step.two_officers and not text.strip():
        raise OpinionNeeded("请写明现场勘验的情况，会写入现场勘验笔录。")
    for task in task_lists.open_of(case.subject, "step", step.name):
        if not task_lists.may_take(actor, task):
            raise AlreadyClaimed(f"{task.claimed_name} 已认领此环节。")


def _record_visit(actor: Actor, opinion: Opinion, place: str, present: str) -> None:
    cases.record_visit(
        actor, str(opinion.case_id), step=opinion.step, officers=(actor.name, opinion.second_officer),
        findings=opinion.text, conclusion=CONCLUSION[Verdict(opinion.verdict)], at=opinion.signed_at, place=place,
        present=present.split("、"),
    )


def _settle(actor: Actor, case: Case, step: Step, opinion: Opinion) -> None:
    for task in task_lists.open_of(case.subject, "step", step.name):
        tasks.close(actor, str(task.pk), opinion.verdict)
    record(actor, StepSettled(case.subject, step.name, opinion.verdict))
    if step.first_instance:
        cases.hand_up(
            actor, str(case.pk), step=step.name, department=opinion.department, opinion=opinion.text,
            conclusion=opinion.get_verdict_display(), within=step.within.zh if step.within else "",
        )
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
