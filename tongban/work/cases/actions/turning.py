"""What every lawful turn has in common: lock, require, move, and the notice that the move owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.work.cases import clock, notices, parties, permits, undoing
from tongban.work.cases.errors import ReasonNeeded, TooLong
from tongban.work.cases.kinds import Outcome
from tongban.work.cases.models import Case
from tongban.work.cases.queries import locked
from tongban.work.cases.reaching import asked_by
from tongban.work.cases.states import MOVES, VERBS
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed

if TYPE_CHECKING:
    from tongban.work.tasks.models import Task


def turn(actor: Actor, case_id: str, verb: str) -> Case:
    """Lock, require, move. The caller then sets what belongs to the move and calls `settle`."""
    case: Case = asked_by(actor, locked(case_id))
    permits.require(actor, verb, case)
    parties.may_handle(actor, case)
    undoing.keep(actor, case, verb)
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


def closed(actor: Actor, case: Case, verb: str, outcome: Outcome, reason: str, law: str, **extra: str) -> str:
    """End the case with its reason and law, and serve the notice; returns the notice's id. Raises `ReasonNeeded`."""
    require_reason(verb, reason, law)
    case.outcome, case.reason, case.closed_at = outcome, reason.strip(), time.now()
    return settle(case, verb, reason=reason.strip(), law=fitting(law, "依据"), official=actor.name, **extra)


def require_reason(verb: str, reason: str, law: str) -> None:
    """Raises `ReasonNeeded` without a reason or a law, `TooLong`."""
    if not reason.strip() or not law.strip():
        raise ReasonNeeded(f"{VERBS[verb]}必须写明理由和依据。")
    fitting(reason, "理由", 1000)


def settle(case: Case, verb: str, **extra: Any) -> str:
    """Save the case with its due date and serve the notice its last move owes; returns the notice's id, or ""."""
    case.due_on = clock.due_on(case)
    case.save()
    owed = _owed(verb)
    return str(notices.serve(case, owed, extra).pk) if owed else ""


def _owed(verb: str) -> str:
    return next(move.notice for move in MOVES.values() if move.verb == verb)
