"""Reactions that stop, start and move the clocks of tasks."""

from __future__ import annotations

from typing import Any

from tongban.journey.dates import due_of
from tongban.journey.steps import ANSWERS
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.work.cases import queries as rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows

SYSTEM = Actor.system()


def stop_clocks(fact: Any) -> None:
    """While a special procedure runs, nobody's task grows older."""
    for task in task_rows.open_of(fact.subject):
        if not task.stopped and task.kind != ANSWERS:
            tasks.set_clock(SYSTEM, str(task.pk), stopped=True, due_on=task.due_on)


def start_clocks(fact: Any) -> None:
    """After the procedure every task has as many working days more as the clock stood."""
    case, known = rows.by_subject(fact.subject), holidays.calendar()
    for task in task_rows.open_of(fact.subject):
        if task.stopped:
            tasks.set_clock(SYSTEM, str(task.pk), stopped=False, due_on=due_of(task, case, known))


def move_clocks(fact: Any) -> None:
    """An extension gives its days to the step that decides; advising departments keep their dates."""
    case = rows.by_subject(fact.subject)
    for task in task_rows.open_of(fact.subject, "step", case.definition.process.deciding.name):
        if task.due_on and case.due_on and task.due_on < case.due_on:
            tasks.set_clock(SYSTEM, str(task.pk), stopped=task.stopped, due_on=case.due_on)
