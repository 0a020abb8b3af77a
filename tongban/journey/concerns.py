"""What follows when somebody says that something is wrong: an owner, a day, an answer."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.concerns import queries as concerns
from tongban.work.concerns.actions import LIMITS
from tongban.work.concerns.states import KINDS, STATES
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def assign_concern(fact: Any) -> None:
    """The desk that owns it sees to it by its day."""
    one = concerns.by_subject(fact.subject)
    if not task_rows.of_subject(fact.subject):
        tasks.open_task(SYSTEM, Spec(
            kind="concern", subject=one.subject, title=f"{KINDS[one.kind]} · {one.title}",
            context=one.get_place_display(), desk=one.desk, area=one.area, department=one.department,
            due_on=one.due_on, limit=str(LIMITS[one.kind]),
        ))


def close_concern(fact: Any) -> None:
    """It was answered: nobody owes it any more."""
    for task in task_rows.open_of(fact.subject, "concern"):
        tasks.close(SYSTEM, str(task.pk))


def tell_of_concern(fact: Any) -> None:
    """Whoever said it signed in is told what was found; others find it under their code."""
    one = concerns.by_subject(fact.subject)
    if not one.raiser or told.told(fact.subject, "concern-answered", fact.seq):
        return
    messages.tell(
        SYSTEM, one.raiser, "concern-answered", fact.subject, link=f"/concerns/{one.code}/", seq=fact.seq,
        kind=KINDS[one.kind], title=one.title, verdict=STATES[fact.verdict], answer=one.answer,
    )
