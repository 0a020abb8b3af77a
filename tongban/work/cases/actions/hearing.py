"""A hearing (听证): the right is told, the applicant asks, it is called in time, held, and the decision rests on it."""

from __future__ import annotations

from datetime import datetime

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import clock
from tongban.work.cases.actions.accepting import dates
from tongban.work.cases.actions.turning import fitting, settle, turn
from tongban.work.cases.errors import HearingOpen, NoHearing, ReasonNeeded, WrongHearing
from tongban.work.cases.events import HearingAsked, HearingCalled, HearingGivenUp, HearingHeld, HearingRightTold
from tongban.work.cases.kinds import HEARING_ASKED, HEARING_CALLED, HEARING_HELD, Special
from tongban.work.cases.models import Case, Hearing, Pause

LAW = "行政许可法 第四十七条、第四十八条"
SIGNED = "approvals.OpinionSigned"


@action
def tell_hearing_right(actor: Actor, case_id: str, *, reason: str) -> Case:
    """Tell the applicant that he may ask for a hearing (告知听证权利, 第四十七条): five working days to do so.

    Raises `HearingOpen` when he has been told already, `ReasonNeeded`.
    """
    case = turn(actor, case_id, "tell_hearing_right")
    if not reason.strip():
        raise ReasonNeeded("请写明告知听证的事由：涉及谁的重大利益。", law=LAW)
    if case.hearing:
        raise HearingOpen("这个办件已经告知过听证权利，听证还没有结束。")
    until = clock.calendar().due(time.today(), HEARING_ASKED)
    reason = fitting(reason, "告知事由", 500)
    Hearing.objects.create(case=case, reason=reason, told_at=time.now(), ask_by=until)
    notice = settle(case, "tell_hearing_right", reason=reason, until=until, official=actor.name)
    record(actor, HearingRightTold(case.subject, notice))
    return case


@action
def ask_hearing(actor: Actor, case_id: str, *, reason: str = "") -> Case:
    """Ask for the hearing (申请听证): it is held within twenty working days, which do not count. Raises `NoHearing`."""
    case = turn(actor, case_id, "ask_hearing")
    hearing = case.hearing
    if hearing is None or hearing.asked_at or time.today() > hearing.ask_by:
        raise NoHearing
    hearing.asked_at = time.now()
    hearing.hold_by = clock.calendar().due(time.today(), HEARING_HELD)
    hearing.save()
    why, needed = fitting(reason, "申请听证的理由", 150), f"二十个工作日内组织听证（最晚{time.zh(hearing.hold_by)}）"
    said = f"申请人申请听证{f'：{why}' if why else ''}"
    Pause.objects.create(
        case=case, kind=Special.HEARING, reason=said, law=LAW, needed=needed, started_at=hearing.asked_at
    )
    notice = settle(case, "ask_hearing", reason=said, law=LAW, needed=needed, kind=Special.HEARING.label, officers=[])
    record(actor, HearingAsked(case.subject, notice))
    return case


@action
def call_hearing(actor: Actor, case_id: str, *, begins_at: datetime, place: str, chair: str) -> Case:
    """Call the hearing (通知听证, 第四十八条): seven working days before it begins, by a chair who did not examine.

    Raises `NoHearing`, `WrongHearing`.
    """
    case = turn(actor, case_id, "call_hearing")
    hearing = case.hearing
    if hearing is None or hearing.hold_by is None or hearing.held_at:
        raise NoHearing
    place, chair = fitting(place, "听证地点"), fitting(chair, "主持人", 100)
    if not place or not chair:
        raise WrongHearing("请写明听证的地点和主持人。")
    day = time.local(begins_at).date()
    earliest = clock.calendar().due(time.today(), HEARING_CALLED)
    if not earliest <= day <= hearing.hold_by:
        raise WrongHearing(f"听证应在{time.zh(earliest)}至{time.zh(hearing.hold_by)}之间举行。")
    if chair in _examined(case):
        raise WrongHearing(f"{chair}参加了本办件的审查，不能主持听证。")
    hearing.called_at, hearing.begins_at, hearing.place, hearing.chair = time.now(), begins_at, place, chair
    hearing.save()
    notice = settle(
        case, "call_hearing", at=time.zh_moment(begins_at), place=place, chair=chair,
        way="公开举行", official=actor.name,
    )
    record(actor, HearingCalled(case.subject, notice))
    return case


@action
def hold_hearing(actor: Actor, case_id: str, *, text: str, present: str = "") -> Case:
    """Enter the record of the hearing (听证笔录), on which the decision must rest; the clock goes on.

    Raises `NoHearing` before it was called and its hour has come, `ReasonNeeded` without a record.
    """
    case = turn(actor, case_id, "hold_hearing")
    hearing = case.hearing
    if hearing is None or hearing.begins_at is None or time.now() < hearing.begins_at:
        raise NoHearing("听证还没有通知，或者还没有到举行的时间。")
    if not text.strip():
        raise ReasonNeeded("请写明听证的经过和各方意见。", law="行政许可法 第四十八条")
    hearing.held_at, hearing.record = time.now(), fitting(text, "听证笔录", 5000)
    hearing.save()
    case.pauses.filter(ended_at=None).update(ended_at=time.now(), result="听证已举行，见听证笔录。")
    notice = settle(
        case, "hold_hearing", at=time.zh_moment(hearing.begins_at), place=hearing.place,
        chair=hearing.chair, recorder=actor.name, present=[p.strip() for p in present.split("、") if p.strip()],
        record=hearing.record, result="", official=actor.name,
    )
    record(actor, HearingHeld(case.subject, notice))
    return case


@action
def give_up_hearing(actor: Actor, case_id: str) -> Case:
    """Do without the hearing one was told of, or asked for (放弃听证); the clock goes on. Raises `NoHearing`."""
    case = turn(actor, case_id, "give_up_hearing")
    hearing = case.hearing
    if hearing is None:
        raise NoHearing
    hearing.given_up_at = time.now()
    hearing.save()
    case.pauses.filter(ended_at=None, kind=Special.HEARING).update(
        ended_at=hearing.given_up_at, result="申请人放弃听证，不再举行。"
    )
    del case.hearing  # it is over: asked for again, there is none
    notice = settle(
        case, "give_up_hearing", asked=hearing.asked_at is not None, reason=hearing.reason,
        dates=dates(case),
    )
    record(actor, HearingGivenUp(case.subject, notice))
    return case


def require_none_open(case: Case) -> None:
    """Nothing is decided while the applicant may still ask for a hearing. Raises `HearingOpen`."""
    if case.hearing:
        raise HearingOpen


def _examined(case: Case) -> set[str]:
    return {row.actor.get("name", "") for row in ledger.timeline(case.subject) if row.kind == SIGNED}
