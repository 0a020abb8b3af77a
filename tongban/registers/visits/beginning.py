"""How a visit begins, however the visitor showed who he is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import record
from tongban.registers.visits import permits
from tongban.registers.visits.events import VisitBegun
from tongban.registers.visits.kinds import SPAN, Shown
from tongban.registers.visits.models import Visit

if TYPE_CHECKING:
    from tongban.registers.identity.models import Person


def begin(actor: Actor, person: Person, shown: Shown, scan: str = "") -> Visit:
    """Within a verb: half an hour begins in which this clerk writes for him."""
    present = time.now()
    visit = Visit.objects.create(
        official=actor.id, department=permits.receiving_department(actor), person=person, shown=shown,
        scan=scan or None, began_at=present, until=present + SPAN,
    )  # fmt: skip
    record(actor, VisitBegun(visit.subject, person.subject, visit.department, visit.shown))
    return visit
