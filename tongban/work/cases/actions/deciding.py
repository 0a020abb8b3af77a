from __future__ import annotations

from collections.abc import Mapping, Sequence

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.ledger.queries import require_witnessed
from tongban.work.cases import permits
from tongban.work.cases.actions.accepting import dates
from tongban.work.cases.actions.hearing import require_none_open
from tongban.work.cases.actions.promising import require_all_came
from tongban.work.cases.actions.recording import record_procedure
from tongban.work.cases.actions.turning import fitting, settle, turn
from tongban.work.cases.errors import AcceptedHimself, NotSigned, ReasonNeeded, TwoOfficers
from tongban.work.cases.events import CaseClosed, CaseDecided, CaseHandedOut, CasePaused, CaseResumed
from tongban.work.cases.kinds import Outcome, Ruled, Special
from tongban.work.cases.models import Case, Pause
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists

OFFICERS_ON_SITE = 2


@action
def pause(
    actor: Actor, case_id: str, *, reason: str, law: str, needed: str, kind: str = Special.OTHER,
    officers: Sequence[str] = (),
) -> Case:
    """Start a special procedure (特别程序, 第四十五条): the clock stands; the applicant is told how long and why.

    ``kind`` is one of `kinds.Special`; a site visit names at least two ``officers`` (第三十四条).
    Raises `ReasonNeeded`, `TwoOfficers`.
    """
    case = turn(actor, case_id, "pause")
    if not (reason.strip() and law.strip() and needed.strip()):
        raise ReasonNeeded("启动特别程序必须写明原因、法律依据和所需时间。", law="行政许可法 第四十五条")
    if kind not in Special.values:
        raise ReasonNeeded("请选择特别程序的种类。", law="行政许可法 第四十五条")
    who = list(dict.fromkeys(name.strip() for name in officers if name.strip()))
    if kind == Special.SITE_VISIT and len(who) < OFFICERS_ON_SITE:
        raise TwoOfficers
    reason, law, needed = fitting(reason, "原因"), fitting(law, "法律依据"), fitting(needed, "所需时间")
    Pause.objects.create(
        case=case, kind=Special(kind), reason=reason, law=law, needed=needed, officers=who, started_at=time.now()
    )
    notice = settle(
        case, "pause", reason=reason, law=law, needed=needed, kind=Special(kind).label, officers=who,
        official=actor.name,
    )
    record(actor, CasePaused(case.subject, reason, law, notice, str(kind)))
    return case


@action
def resume(actor: Actor, case_id: str, *, result: str, record_of: Mapping[str, str] | None = None) -> Case:
    """End the special procedure with its ``result`` (恢复办理): the clock goes on. Raises `ReasonNeeded`.

    ``record_of`` says at (when), place, by (whom) and findings; its record is a paper of its own (`RecordNeeded`).
    """
    case = turn(actor, case_id, "resume")
    if not result.strip():
        raise ReasonNeeded("结束特别程序必须写明结果。", law="行政许可法 第四十五条")
    result = fitting(result, "特别程序结果", 1000)
    running = case.pauses.filter(ended_at=None)
    what = [Special(p.kind).label for p in running]
    for pause in running:
        record_procedure(actor, case, pause, record_of or {}, result)
    running.update(ended_at=time.now(), result=result)
    notice = settle(case, "resume", result=result, what="、".join(what), official=actor.name, dates=dates(case))
    record(actor, CaseResumed(case.subject, notice))
    return case


@action
def decide(
    actor: Actor, case_id: str, *, outcome: str, reason: str = "", law: str = "", signers: Sequence[str] = (),
    ruled: Ruled | None = None,
) -> Case:
    """Decide (决定): ``outcome`` is granted or refused. A refusal needs reason and law (第三十八条): `ReasonNeeded`.

    ``signers`` are the officials whose signatures stand on the deciding step, this actor among them: where the item
    asks for two (一审一核) nobody decides alone. ``ruled`` says by which rules a machine grants from its post
    (智能审批): it never refuses. Raises `NotSigned`, and `NotWitnessed` when the log has had no witness for hours.
    """
    case = turn(actor, case_id, "decide")
    require_witnessed()
    _require_signed(actor, case, outcome, signers, ruled)
    require_none_open(case)
    if outcome not in (Outcome.GRANTED, Outcome.REFUSED):
        raise ValueError(outcome)
    if outcome == Outcome.REFUSED and not (reason.strip() and law.strip()):
        raise ReasonNeeded
    require_all_came(case, outcome)
    case.outcome, case.reason, case.decided_at = Outcome(outcome), reason.strip(), time.now()
    case.two_signatures = case.definition.process.deciding.sign > 1
    case.signed_first, case.signed_last = next((s for s in signers if s != actor.id), ""), actor.id
    case.automatic = ruled.digest if ruled else ""
    notice = settle(
        case, "decide", outcome=outcome, reason=reason.strip(), law=law.strip(), official=actor.name,
        automatic=ruled.sentence if ruled else "",
    )
    record(actor, CaseDecided(case.subject, outcome, notice))
    return case


def _require_signed(
    actor: Actor, case: Case, outcome: str, signers: Sequence[str], ruled: Ruled | None
) -> None:
    """Two people where two must sign; or a machine from its own post, by rules, and only to grant."""
    if ruled is not None or permits.is_machine(actor, case):
        by_rules = ruled is not None and bool(ruled.digest) and permits.is_machine(actor, case)
        if not by_rules or outcome != Outcome.GRANTED or list(signers) != [actor.id]:
            raise NotSigned
    elif case.accepted_by == actor.id:
        raise AcceptedHimself
    elif actor.id not in signers or len(set(signers)) < case.definition.process.deciding.sign:
        raise NotSigned


@action
def hand_out(actor: Actor, case_id: str, *, receiver: str, handed: list[list[str]]) -> Case:
    """Hand what was given over the counter to ``receiver`` (窗口发放, 第四十四条), who signs the delivery note."""
    case = turn(actor, case_id, "hand_out")
    receiver = fitting(receiver, "领取人姓名", 100)
    if not receiver:
        raise ReasonNeeded(
            "请填写领取人的姓名。", law="行政许可法 第四十四条", next_step="核对领取人身份后填写姓名再发放。"
        )
    for task in task_lists.open_of(case.subject, "collect"):
        tasks.close(actor, str(task.pk))
    case.closed_at = time.now()
    notice = settle(case, "hand_out", handed=handed, receiver=receiver, official=actor.name)
    record(actor, CaseHandedOut(case.subject))
    record(actor, CaseClosed(case.subject, case.outcome, notice))
    return case


@action
def finish(actor: Actor, case_id: str, handed: list[list[str]]) -> Case:
    """Everything was handed over (办结): rows of what, number, how go into the delivery note (送达回证, 第四十四条)."""
    case = turn(actor, case_id, "finish")
    case.closed_at = time.now()
    notice = settle(case, "finish", handed=handed)
    record(actor, CaseClosed(case.subject, case.outcome, notice))
    return case
