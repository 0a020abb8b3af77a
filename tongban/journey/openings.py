"""What follows from an urgent look (紧急查阅): somebody is asked to grant it, and another to review it afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.openings import queries as openings
from tongban.registers.openings.kinds import State
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()
GRANT, REVIEW = "opening", "opening-review"


def ask_watcher(fact: Any) -> None:
    """The security administrator finds it among his tasks; a supervisor may be quicker."""
    if openings.by_subject(fact.subject).state == State.ASKED:
        _put("secadmin", GRANT, fact.subject, "批准或者不批准紧急查阅", time.today())


def release_watcher(fact: Any) -> None:
    """Granted, refused, or nobody answered in time."""
    _done(fact.subject, GRANT)


def ask_auditor(fact: Any) -> None:
    """It is over: the audit administrator says by a day whether it was justified (事后评议)."""
    row = openings.by_subject(fact.subject)
    if row.to_review:
        _put("auditor", REVIEW, fact.subject, f"评议紧急查阅（{row.official_name}）", row.review_on)


def release_auditor(fact: Any) -> None:
    _done(fact.subject, REVIEW)


def _put(role: str, kind: str, subject: str, title: str, due: date | None) -> None:
    seats = identity.seats_of(role)
    if not seats or task_rows.open_of(subject, kind):
        return
    desk, holder = seats[0]
    alone = len(seats) == 1  # others at his desk have other powers: what is his alone is put before him by name
    tasks.open_task(SYSTEM, Spec(
        kind=kind, subject=subject, title=title, desk=desk, department=holder.department_id, due_on=due,
        claimed_by=str(holder.pk) if alone else "", claimed_name=holder.name if alone else "",
    ))  # fmt: skip


def _done(subject: str, kind: str) -> None:
    for task in task_rows.open_of(subject, kind):
        tasks.close(SYSTEM, str(task.pk), "done")
