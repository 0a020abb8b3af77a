"""What the clock itself does to a case: its date is reckoned again when the calendar changes, and every night."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import clock, moving, pace
from tongban.work.cases.errors import NothingMoved
from tongban.work.cases.events import CaseDateMoved, PaceMeasured
from tongban.work.cases.models import Case
from tongban.work.cases.queries import locked
from tongban.work.cases.states import OPEN


@action
def reckon(actor: Actor, case_id: str, reason: str) -> Case:
    """Reckon the date that runs on an open case again (重新推算时限), and keep it. Raises `NothingMoved`."""
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    before, after = moving.kept(case), moving.running(case, clock.calendar())
    if case.state not in OPEN or before == after:
        raise NothingMoved
    if case.state == "incomplete":
        case.supply_by = after
    else:
        case.due_on = after
    case.save(update_fields=["due_on", "supply_by"])
    said = [day.isoformat() if day else "" for day in (before, after)]
    record(actor, CaseDateMoved(case.subject, moving.NAMES[case.state], said[0], said[1], reason))
    return case


@action
def measure_pace(actor: Actor) -> int:
    """Measure how long each item takes (办理用时), from what was decided lately; returns how many were measured."""
    if not actor.is_system:
        raise NotAllowed
    measured = pace.measure()
    record(actor, PaceMeasured("pace/items", measured))
    return measured
