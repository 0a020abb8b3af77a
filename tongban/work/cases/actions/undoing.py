"""Taking a turn back before anybody was told of it (撤销)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import undoing
from tongban.work.cases.errors import NothingToUndo, TooLateToUndo
from tongban.work.cases.events import TurnUndone
from tongban.work.cases.models import Case, Notice
from tongban.work.cases.queries import locked
from tongban.work.cases.undoing import AROUND, HARMLESS, Held, put_back, rows_before
from tongban.work.tasks import actions as tasks

if TYPE_CHECKING:
    from tongban.registers.ledger.models import FactRow

OWN = ("cases.", "tasks.TaskClosed", "tasks.TaskReleased", "approvals.OpinionSigned", "approvals.StepSettled")


@action
def undo(actor: Actor, case_id: str) -> Case:
    """Take one's last turn back while its grace lasts (撤销): the case is what it was, to the day and the clock.

    The notice is void and its number spent, the desk has its task again; the applicant never learns of it, and the
    ledger keeps both facts. A decision is taken back with its signature (`approvals.undo`). Raises `NothingToUndo`,
    `TooLateToUndo` when the time is over, when something was told, or when somebody else has acted since.
    """
    case = locked(case_id)
    held = Held.of(case)
    if held is None or held.official != actor.id:
        raise NothingToUndo
    if not held.open:
        raise TooLateToUndo
    since = [row for row in ledger.timeline(case.subject) if row.seq > held.since and row.kind not in HARMLESS]
    if any(row.actor.get("id") != actor.id or not row.kind.startswith(OWN) for row in since):
        raise TooLateToUndo("办理之后此件已有新的变动，不能再撤销。")
    if not jobs.void(case.subject, held.since):
        raise TooLateToUndo
    notice = _void(case, held)
    _rows_back(case, held)
    put_back(case, held)
    case.held = None
    case.save()
    _tasks_back(actor, since)
    record(actor, TurnUndone(case.subject, held.verb, held.since, str(case.state), str(case.outcome), notice))
    return case


def expect(case: Case) -> None:
    """From here on what follows waits, if the caller offers grace: for what is recorded before its turn is made."""
    undoing.begin(case)


def _void(case: Case, held: Held) -> str:
    """The notice that was to go out when the grace is over."""
    served = Notice.objects.filter(case=case, served_at=held.until, paper="").order_by("pk")
    ids = [str(notice.pk) for notice in served]  # with it perhaps the record of what it ended
    served.update(void_at=time.now())
    return ids[-1] if ids else ""


def _rows_back(case: Case, held: Held) -> None:
    for name in AROUND:
        before = rows_before(case, held, name)
        getattr(case, name).exclude(pk__in=[row.pk for row in before]).delete()
        for row in before:
            row.save()


def _tasks_back(actor: Actor, since: list[FactRow]) -> None:
    for row in since:
        if row.kind == "tasks.TaskClosed":
            tasks.reopen(actor, row.body["task"])
