"""What each rule sees: pure questions about one case and its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tongban.engines.clocks import BadLimit, Limit
from tongban.kernel import time
from tongban.registers.calendar import queries as holidays
from tongban.watch.supervision.kinds import Found
from tongban.work.approvals import queries as approvals
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import Outcome, Special
from tongban.work.letters import queries as letters
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.work.cases.models import Case, Pause

LOOK_AHEAD = Limit.parse("20 working days")  # a third of the longest usual limit is well within
USUAL = Limit.parse("20 working days")  # a procedure whose notice names no time that can be counted


def by_the_clock() -> Iterator[Found]:
    """Everything that time alone has brought about, in open cases."""
    today, known = time.today(), holidays.calendar()
    for case in cases.watched(known.due(today, LOOK_AHEAD)):
        yield from of_clocks(case)
        yield from of_pauses(case, today)
    yield from of_steps(today)
    yield from of_letters(today)


def of_clocks(case: Case) -> Iterator[Found]:
    """Overdue is red; yellow when at most a third of the limit is left (yellow and red are one rule each)."""
    reading = cases.clocks(case).now
    if case.state not in ("submitted", "accepted") or reading is None:
        return
    what = "受理答复" if case.accepted_at is None else "办结"
    if reading.overdue_days:
        sentence = f"应于{time.zh(reading.due)}前{what}，已超过 {reading.overdue_days} 日。"
        yield Found(str(case.pk), "overdue", sentence, desk=_window(case), about=_about(case))
    elif reading.total_days and reading.left_days * 3 <= reading.total_days:
        sentence = f"应于{time.zh(reading.due)}前{what}，时限共 {reading.total_days} 日，还剩 {reading.left_days} 日。"
        yield Found(str(case.pk), "near-due", sentence, desk=_window(case), about=_about(case))


def _window(case: Case) -> str:
    return "window" if case.accepted_at is None else ""


def _about(case: Case) -> str:
    """Acceptance and decision have clocks of their own, and a card each."""
    return "acceptance" if case.accepted_at is None else ""


def of_pauses(case: Case, today: date) -> Iterator[Found]:
    """A special procedure that takes longer than its notice said."""
    for pause in case.pauses.all():
        if pause.ended_at is not None:
            continue
        said = _needed(pause)
        until = holidays.calendar().due(time.local(pause.started_at).date(), said)
        if today > until:
            what = f"特别程序（{Special(pause.kind).label}）告知所需{said.zh}"
            sentence = f"{what}，应于{time.zh(until)}前结束，至今没有结束。"
            yield Found(str(case.pk), "long-pause", sentence, about=f"pause-{pause.pk}")


def _needed(pause: Pause) -> Limit:
    try:
        return Limit.parse(pause.needed)
    except BadLimit:
        return USUAL


def of_steps(today: date) -> Iterator[Found]:
    """A department's step that is not signed by its day."""
    late = list(tasks.late("step", today))
    found = cases.by_subjects(task.subject for task in late)
    for task in late:
        case = found.get(task.subject)
        if case is not None and case.state == "accepted" and task.due_on:
            title = next((s.title for s in case.definition.process if s.name == task.step), task.step)
            sentence = f"环节“{title}”应于{time.zh(task.due_on)}前签署意见，至今没有签署。"
            yield Found(str(case.pk), "step-overdue", sentence, about=task.step, desk=task.desk, area=task.area)


def of_letters(today: date) -> Iterator[Found]:
    """What an applicant wrote, or that he asked to hurry, and nobody answered by its day."""
    late = list(tasks.late("letter", today))
    found = letters.by_subjects(task.subject for task in late)
    for task in late:
        one = found.get(task.subject)
        if one is not None and one.answered_at is None and one.due_on:
            sentence = f"申请人的{one.get_kind_display()}应于{time.zh(one.due_on)}前答复，至今没有答复。"
            about = f"letter-{one.pk}"
            yield Found(str(one.case_id), "letter-unanswered", sentence, about, desk=task.desk, area=task.area)


def of_silence(case: Case) -> Found:
    return Found(str(case.pk), "silence", "收到申请五个工作日内没有答复，依法视为受理。", desk="window")


def of_gaps(case: Case) -> Found | None:
    """Everything was to be told at once: a second list of gaps is looked into."""
    rounds = max((gap.round for gap in case.gaps.all()), default=0)
    if rounds < 2:
        return None
    return Found(str(case.pk), "gaps-again", f"应当一次告知全部补正内容，这是第 {rounds} 次告知。", desk="window")


def of_decision(case: Case) -> Found | None:
    """Granted although a point of examination is not met."""
    if case.outcome != Outcome.GRANTED:
        return None
    failed = [one.check.title for one in case.definition.run_checks(cases.facts_of(case)) if one.outcome == "fail"]
    if not failed:
        return None
    signers = "、".join(o.name for lane in approvals.lanes(case) if lane.decides for o in lane.opinions if o.standing)
    sentence = f"审查要点不符合：{'；'.join(failed)}。{signers}仍签署准予。"
    return Found(str(case.pk), "against-checks", sentence[:300])
