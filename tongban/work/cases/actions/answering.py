"""The other answers of 行政许可法 第三十二条: not needed, not ours, corrected on the spot; and what delay does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import clock, filling, writing
from tongban.work.cases.actions.accepting import dates
from tongban.work.cases.actions.turning import closed, done_at_window, fitting, not_a_colleague_s, settle, turn
from tongban.work.cases.errors import Incomplete, NotAgreed, NothingCorrected, NotLate, ReasonNeeded
from tongban.work.cases.events import (
    CaseClosed,
    CaseCorrected,
    CaseDeemedAccepted,
    CaseReturned,
    CaseTurnedAway,
)
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import ACCEPTANCE, Outcome
from tongban.work.cases.models import Case


@action
def no_permit(actor: Actor, case_id: str, reason: str, law: str) -> Case:
    """Say at once that no permit is needed (不需要取得行政许可, 第三十二条第一款第一项). Raises `ReasonNeeded`."""
    case = turn(actor, case_id, "no_permit")
    done_at_window(actor, case)
    notice = closed(actor, case, "no_permit", Outcome.NO_PERMIT, reason, law)
    record(actor, CaseTurnedAway(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case


@action
def not_ours(actor: Actor, case_id: str, agency: str, reason: str, law: str) -> Case:
    """Say at once that it is not within our powers, and whose it is (第三十二条第一款第二项). Raises `ReasonNeeded`."""
    case = turn(actor, case_id, "not_ours")
    done_at_window(actor, case)
    if not agency.strip():
        raise ReasonNeeded("请写明申请人应当向哪个行政机关申请。", law="行政许可法 第三十二条第一款第二项")
    agency = fitting(agency, "有权机关名称", 100)
    notice = closed(actor, case, "not_ours", Outcome.NOT_OURS, reason, law, agency=agency)
    record(actor, CaseTurnedAway(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case


@action
def correct(actor: Actor, case_id: str, page: str, raw: Mapping[str, Any], *, agreed: bool) -> Case:
    """Correct on the spot what can be (当场更正, 第三十二条第一款第三项): one page of the form, with consent.

    ``raw`` is the whole page as typed. Raises `NotAgreed` without consent, `Incomplete` when the page would be wrong,
    `NothingCorrected` when nothing differs. The state stays; old and new values stay with the case's file.
    """
    case = turn(actor, case_id, "correct")
    not_a_colleague_s(actor, case)
    if not agreed:
        raise NotAgreed
    if page not in {p.name for p in case.definition.form.pages}:
        raise NothingCorrected("申请表没有这一页。")
    before = case.definition.form.flat(case.data)
    writing.write(case, page, raw, reason="窗口当场更正")
    facts = facts_of(case)
    if wrong := [m for m in filling.missing(case, facts) if m.where == page]:
        raise Incomplete("更正后的内容还有不符合要求的地方，没有保存。", problems=wrong)
    after = case.definition.form.flat(case.data)
    changed = tuple(sorted(k for k in {*before, *after} if before.get(k) != after.get(k)))
    if not changed:
        raise NothingCorrected
    case.corrections.create(
        page=page, before={k: before.get(k) for k in changed}, after={k: after.get(k) for k in changed},
        official=actor.id, official_name=actor.name, at=time.now(),
    )
    settle(case, "correct")
    record(actor, CaseCorrected(case.subject, page, changed))
    return case


@action
def deem_accepted(actor: Actor, case_id: str) -> Case:
    """Five working days passed without an answer: accepted by law since the day of receipt (视为受理, 第三十二条).

    Raises `NotLate` while the window may still answer.
    """
    case = turn(actor, case_id, "deem_accepted")
    received = case.received_at
    if received is None or time.today() <= clock.calendar().due(time.local(received).date(), ACCEPTANCE):
        raise NotLate
    case.accepted_at = received
    notice = settle(case, "deem_accepted", dates=dates(case))
    record(actor, CaseDeemedAccepted(case.subject, case.edition.number, notice))
    return case


@action
def return_unsupplied(actor: Actor, case_id: str) -> Case:
    """What was missing did not come by the day the item's rule gives: the application goes back (逾期未补正退件).

    Raises `NotLate` while the supplement may still come.
    """
    case = turn(actor, case_id, "return_unsupplied")
    if case.supply_by is None or time.today() <= case.supply_by:
        raise NotLate("补正期限还没有过，不能退件。")
    case.outcome, case.closed_at = Outcome.RETURNED, time.now()
    case.reason = f"逾期未补正（补正期限 {case.supply_by:%Y-%m-%d}）"
    notice = settle(case, "return_unsupplied", until=case.supply_by)
    record(actor, CaseReturned(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case
