"""What the heads, and those above them, may do with a case: extend, hand on, end, open again, correct a paper."""

from __future__ import annotations

import json

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.places import queries as places
from tongban.work.cases import clock
from tongban.work.cases.actions.turning import closed, fitting, require_reason, settle, turn
from tongban.work.cases.errors import AlreadyExtended, NotClerical, NotNow, ReasonNeeded, TooMuch, WrongArea
from tongban.work.cases.events import (
    CaseClosed,
    CaseExtended,
    CaseReopened,
    CaseSentOn,
    CaseTerminated,
    CaseTransferred,
    NoticeRectified,
)
from tongban.work.cases.kinds import EXTENSION, REOPENED, Outcome
from tongban.work.cases.models import Case


@action
def extend(actor: Actor, case_id: str, *, days: int, reason: str) -> Case:
    """Extend the limits by ``days`` working days, once (延长期限, 第四十二条): the head alone, with a reason.

    At most ten, or what the item's own law says; only before the statutory day has passed.
    Raises `AlreadyExtended`, `TooMuch`, `ReasonNeeded`.
    """
    case = turn(actor, case_id, "extend")
    if case.extended_by:
        raise AlreadyExtended
    if not reason.strip():
        raise ReasonNeeded("延长办理期限必须告知申请人理由。", law="行政许可法 第四十二条")
    most = case.definition.limits.extension or EXTENSION
    if not 1 <= days <= most.amount:
        raise TooMuch(f"延长的时间应为 1 至 {most.amount} 个工作日。")
    reading = clock.read(case)
    last = reading.statute or reading.promise
    if last is not None and last.state == "overdue":
        raise TooMuch("法定期限已经届满，不能再延长。", next_step="请尽快作出决定，并向申请人说明延误的原因。")
    case.extended_by = str(Limit(days, most.unit))
    until = clock.read(case)
    due = until.statute or until.promise
    notice = settle(
        case, "extend", reason=fitting(reason, "延长理由", 500), by=Limit(days, most.unit).zh, official=actor.name,
        until=due.due if due else None,
    )
    record(actor, CaseExtended(case.subject, case.extended_by, notice))
    return case


@action
def transfer(actor: Actor, case_id: str, *, area: str, reason: str, law: str) -> Case:
    """Hand it to the authority of another district of the city (移送): its own five days begin. Raises `WrongArea`."""
    case = turn(actor, case_id, "transfer")
    require_reason("transfer", reason, law)
    if area == case.area or not places.serves(area):
        raise WrongArea
    before, case.area = case.area, area
    case.accepted_at, case.received_at, case.extended_by = None, time.now(), ""
    notice = settle(
        case, "transfer", reason=reason.strip(), law=fitting(law, "依据"), official=actor.name, before=before
    )
    record(actor, CaseTransferred(case.subject, area, notice))
    return case


@action
def send_on(actor: Actor, case_id: str, *, agency: str, reason: str, law: str) -> Case:
    """Report it on to an authority outside the city, which decides (转报): closed here."""
    case = turn(actor, case_id, "send_on")
    agency = fitting(agency, "接收机关名称", 100)
    if not agency:
        raise ReasonNeeded("请写明转报到哪个行政机关。")
    notice = closed(actor, case, "send_on", Outcome.SENT_ON, reason, law, agency=agency)
    record(actor, CaseSentOn(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case


@action
def terminate(actor: Actor, case_id: str, *, reason: str, law: str) -> Case:
    """End it because nothing is left to decide (终止办理): the applicant died or was dissolved, the object is gone."""
    case = turn(actor, case_id, "terminate")
    notice = closed(actor, case, "terminate", Outcome.TERMINATED, reason, law)
    record(actor, CaseTerminated(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case


@action
def reopen(actor: Actor, case_id: str, *, reason: str, law: str) -> Case:
    """Have a case that went against the applicant examined again (重新办理): the clock starts anew."""
    case = turn(actor, case_id, "reopen")
    if case.outcome not in REOPENED:
        raise NotNow(
            "只有未予受理、不予许可、退件或终止的办件可以重新办理。",
            next_step="已准予的，应当依法撤销证照；申请人撤回的，可以重新申请。",
        )
    require_reason("reopen", reason, law)
    before, case.outcome = str(case.outcome), Outcome.NONE
    case.reason, case.closed_at, case.decided_at, case.extended_by = "", None, None, ""
    case.signed_first = case.signed_last = case.automatic = ""
    case.accepted_at = time.now()
    notice = settle(case, "reopen", reason=reason.strip(), law=fitting(law, "依据"), official=actor.name)
    record(actor, CaseReopened(case.subject, before, notice))
    return case


@action
def rectify(actor: Actor, case_id: str, notice_id: str, *, wrong: str, right: str) -> Case:
    """Correct a slip of the pen in a served notice by a notice of its own (更正); what was decided stays as it is.

    ``wrong`` must stand in the notice, letter by letter. Raises `NotClerical`.
    """
    case = turn(actor, case_id, "rectify")
    served = next((n for n in case.notices.all() if str(n.pk) == str(notice_id)), None)
    wrong, right = fitting(wrong, "原文"), fitting(right, "更正后的文字")
    if served is None or not wrong or not right or wrong == right:
        raise NotClerical
    if wrong not in json.dumps(served.facts, ensure_ascii=False):
        raise NotClerical
    notice = settle(case, "rectify", title=served.title, number=served.number, wrong=wrong, right=right,
                    official=actor.name)
    record(actor, NoticeRectified(case.subject, str(served.pk), notice))
    return case
