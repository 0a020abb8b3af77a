from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.cases.events import CaseLooked
from tongban.work.cases.models import Case
from tongban.work.cases.queries import case_for


@action
def look(actor: Actor, number: str) -> Case:
    """Open a case as an official (调阅): the look itself is a fact the applicant may read."""
    case = case_for(actor, number)
    record(actor, CaseLooked(case.subject))
    return case
