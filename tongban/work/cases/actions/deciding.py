from __future__ import annotations

from collections.abc import Sequence

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.cases.actions.turning import fitting, settle, turn
from tongban.work.cases.errors import NotSigned, ReasonNeeded
from tongban.work.cases.events import CaseClosed, CaseDecided, CasePaused, CaseResumed
from tongban.work.cases.kinds import Outcome
from tongban.work.cases.models import Case, Pause


@action
def pause(actor: Actor, case_id: str, *, reason: str, law: str, needed: str) -> Case:
    """Start a special procedure (特别程序, 第四十五条): the clock stands; the applicant is told how long and why."""
    case = turn(actor, case_id, "pause")
    if not (reason.strip() and law.strip() and needed.strip()):
        raise ReasonNeeded("启动特别程序必须写明原因、法律依据和所需时间。", law="行政许可法 第四十五条")
    reason, law = fitting(reason, "原因"), fitting(law, "法律依据")
    Pause.objects.create(case=case, reason=reason, law=law, started_at=time.now())
    notice = settle(case, "pause", reason=reason, law=law, needed=needed.strip(), official=actor.name)
    record(actor, CasePaused(case.subject, reason, law, notice))
    return case


@action
def resume(actor: Actor, case_id: str) -> Case:
    """End the special procedure (恢复办理): the clock goes on."""
    case = turn(actor, case_id, "resume")
    case.pauses.filter(ended_at=None).update(ended_at=time.now())
    settle(case, "resume")
    record(actor, CaseResumed(case.subject))
    return case


@action
def decide(
    actor: Actor, case_id: str, *, outcome: str, reason: str = "", law: str = "", signers: Sequence[str] = ()
) -> Case:
    """Decide (决定): ``outcome`` is granted or refused. A refusal needs reason and law (第三十八条): `ReasonNeeded`.

    ``signers`` are the officials whose signatures stand on the deciding step, this actor among them: where the item
    asks for two (一审一核) nobody decides alone. Raises `NotSigned`.
    """
    case = turn(actor, case_id, "decide")
    if actor.id not in signers or len(set(signers)) < case.definition.process.deciding.sign:
        raise NotSigned
    if outcome not in (Outcome.GRANTED, Outcome.REFUSED):
        raise ValueError(outcome)
    if outcome == Outcome.REFUSED and not (reason.strip() and law.strip()):
        raise ReasonNeeded
    case.outcome, case.reason, case.decided_at = Outcome(outcome), reason.strip(), time.now()
    notice = settle(case, "decide", outcome=outcome, reason=reason.strip(), law=law.strip(), official=actor.name)
    record(actor, CaseDecided(case.subject, outcome, notice))
    return case


@action
def finish(actor: Actor, case_id: str, handed: list[list[str]]) -> Case:
    """Everything was handed over (办结): rows of what, number, how go into the delivery note (送达回证, 第四十四条)."""
    case = turn(actor, case_id, "finish")
    case.closed_at = time.now()
    notice = settle(case, "finish", handed=handed)
    record(actor, CaseClosed(case.subject, case.outcome, notice))
    return case
