"""What a new notice of holidays moves: the dates of open cases and tasks, those and no others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from procrastinate.contrib.django import app

from tongban.engines.clocks import Calendar
from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.calendar import actions as calendar
from tongban.registers.calendar import queries as holidays
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows

if TYPE_CHECKING:
    from tongban.registers.calendar.models import HolidayNotice
    from tongban.work.cases.models import Case
    from tongban.work.tasks.models import Task

log = logging.getLogger(__name__)
SYSTEM = Actor.system()


@dataclass(frozen=True)
class MovedTask:
    """An open task whose date is another by another calendar."""

    task: Task
    case: Case | None
    before: date
    after: date


def let_dates_move(fact: Any) -> None:
    """Every open date the notice moves is reckoned again, in its own time: there may be very many."""
    jobs.later(move_soon)


@app.task(name="journey.move_dates", lock="journey.move_dates")
def move_soon() -> None:
    """What the hint of an import asks for."""
    move_dates()


def move_dates() -> int:
    """Move what the notices not applied yet move; each date by its own verb, again harmless. Returns how many."""
    return sum(_apply(notice) for notice in holidays.not_applied())


def tell_of_date(fact: Any) -> None:
    """The applicant learns the new day from us, not by counting."""
    if told.told(fact.subject, "date-moved", fact.seq) or not fact.after:
        return
    case = rows.by_subject(fact.subject)
    messages.tell(
        SYSTEM, case.applicant, "date-moved", fact.subject, link=f"/my/cases/{case.number}/", seq=fact.seq,
        item=case.title, number=case.number, what=fact.what, reason=fact.reason, before=_zh(fact.before),
        after=_zh(fact.after),
    )  # fmt: skip


def moved_tasks(before: Calendar, after: Calendar, year: int) -> Iterator[MovedTask]:
    """The open tasks whose date a year's notice moves, page by page."""
    changed = after.changed(before, year)
    for page in task_rows.dated_pages(min(changed)) if changed else ():
        found = rows.by_subjects(task.subject for task in page)
        prefetch_related_objects(list(found.values()), "pauses", "gaps")
        for task in page:
            case = found.get(task.subject)
            was, will = due_of(task, case, before), due_of(task, case, after)
            if was and will and was != will:
                yield MovedTask(task, case, was, will)


def due_of(task: Task, case: Case | None, by: Calendar) -> date | None:
    """When a task is due by a calendar: with its case where it is what the case waits for, else by its own limit."""
    if case is None:
        return task_rows.own_due(task, by)
    if task.kind in ("accept", "supply"):
        return rows.running(case, by)
    if task.kind == "step":
        return approvals.step_due(case, task.step, task.opened_at, by)
    return task_rows.own_due(task, by, rows.stops(case.pauses.all()))


def _apply(notice: HolidayNotice) -> int:
    before, after, reason = holidays.calendar_before(notice.pk), holidays.calendar_with(notice.pk), f"{notice}公布"
    whole = sum(
        _done(cases.reckon, str(found.case.pk), reason) for found in rows.moved(before, after, notice.year)
    )
    known = holidays.calendar()  # a newer notice may know better already
    parts = sum(_set(found, known) for found in moved_tasks(before, after, notice.year))
    _done(calendar.applied, notice.pk, cases=whole, tasks=parts)
    return whole + parts


def _set(found: MovedTask, known: Calendar) -> bool:
    due = due_of(found.task, found.case, known)
    if due == found.task.due_on:
        return False
    return _done(tasks.set_clock, str(found.task.pk), stopped=found.task.stopped, due_on=due)


def _done(verb: Callable[..., Any], *args: Any, **said: Any) -> bool:
    try:
        verb(SYSTEM, *args, **said)
    except Refusal as refusal:  # somebody was quicker
        log.info("%s", refusal.sentence)
        return False
    return True


def _zh(day: str) -> str:
    found = date.fromisoformat(day) if day else None
    return f"{found.month}月{found.day}日" if found else "未定"
