"""When a task is due: counted from its opening by its own limit, without the stretches in which its clock stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tongban.engines.clocks import BadLimit, Calendar, Limit, Pause, read
from tongban.kernel import time
from tongban.work.tasks.kinds import TaskState
from tongban.work.tasks.models import Task

PAGE = 500


def own_due(task: Task, by: Calendar, stops: Iterable[Pause] = ()) -> date | None:
    """The date that its own limit gives by a calendar; the kept one where it has no limit."""
    try:
        limit = Limit.parse(task.limit)
    except BadLimit:
        return task.due_on
    return read(task.opened_at, limit, stops, now=time.now(), calendar=by).due


def dated_pages(first: date) -> Iterator[list[Task]]:
    """The open tasks due on that day or later, and those whose clock stands, a page at a time in order of ids."""
    rows = Task.objects.filter(state=TaskState.OPEN, due_on__isnull=False).order_by("pk")
    page = list(rows[:PAGE])
    while page:
        yield [task for task in page if task.stopped or (task.due_on and task.due_on >= first)]
        page = list(rows.filter(pk__gt=page[-1].pk)[:PAGE]) if len(page) == PAGE else []
