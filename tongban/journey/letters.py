"""What follows when something is written about a case: an owner and a day, or a message to the applicant."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.letters import queries as letters
from tongban.work.letters.kinds import LIMITS, Kind
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def owe_answer(fact: Any) -> None:
    """What the applicant wrote is answered at its desk by its day."""
    one = letters.by_subject(fact.subject)
    if one.mine and not task_rows.of_subject(fact.subject):
        tasks.open_task(SYSTEM, Spec(
            kind="letter", subject=one.subject, title=f"{one.get_kind_display()} · {one.case.title}",
            context=f"{one.case.applicant_name} {one.case.number}", desk=one.desk, area=one.area,
            department=one.department, due_on=one.due_on, limit=str(LIMITS[Kind(one.kind)]),
        ))  # fmt: skip


def close_letter(fact: Any) -> None:
    """It was answered: nobody owes it any more."""
    for task in task_rows.open_of(f"letter/{fact.answers}", "letter") if fact.answers else ():
        tasks.close(SYSTEM, str(task.pk))


def tell_of_letter(fact: Any) -> None:
    """The applicant is told that an official wrote to him."""
    one = letters.by_subject(fact.subject)
    if one.mine or told.told(fact.subject, "letter-written", fact.seq):
        return
    messages.tell(
        SYSTEM, one.case.applicant, "letter-written", fact.subject, link=f"/my/cases/{one.case.number}/letters/",
        seq=fact.seq, item=one.case.title, number=one.case.number, words=one.words,
    )
