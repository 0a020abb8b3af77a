"""What every lawful turn has in common: lock, require, move, and the notice that the move owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongban.kernel.actor import Actor
from tongban.work.cases import clock, notices, permits
from tongban.work.cases.errors import TooLong
from tongban.work.cases.models import Case
from tongban.work.cases.queries import locked
from tongban.work.cases.states import MOVES
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed

if TYPE_CHECKING:
    from tongban.work.tasks.models import Task


def turn(actor: Actor, case_id: str, verb: str) -> Case:
    """Lock, require, move. The caller then sets what belongs to the move and calls `settle`."""
    case = locked(case_id)
    permits.require(actor, verb, case)
    task_lists.not_recused(actor, case.subject)
    case.move(verb)
    return case


def not_a_colleague_s(actor: Actor, case: Case) -> list[Task]:
    """The window's open tasks, which nobody else has claimed. Raises `AlreadyClaimed`."""
    found = task_lists.open_of(case.subject, "accept")
    for task in found:
        if task.claimed_by not in ("", actor.id):
            raise AlreadyClaimed(f"{task.claimed_name} 已认领此件。")
    return found


def done_at_window(actor: Actor, case: Case) -> None:
    """The window's task is done by whoever does it; one that a colleague claimed is his. Raises `AlreadyClaimed`."""
    for task in not_a_colleague_s(actor, case):
        tasks.close(actor, str(task.pk))


def fitting(text: str, what: str, most: int = 200) -> str:
    """The text without outer space; raises `TooLong` when the notice has no room for it."""
    text = text.strip()
    if len(text) > most:
        raise TooLong(f"{what}最多 {most} 个字，现在有 {len(text)} 个字。")
    return text


def settle(case: Case, verb: str, **extra: Any) -> str:
    """Save the case with its due date and serve the notice its last move owes; returns the notice's id, or ""."""
    case.due_on = clock.due_on(case)
    case.save()
    owed = _owed(verb)
    return str(notices.serve(case, owed, extra).pk) if owed else ""


def _owed(verb: str) -> str:
    return next(move.notice for move in MOVES.values() if move.verb == verb)
