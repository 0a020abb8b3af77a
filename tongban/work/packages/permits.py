"""Who may do what to a run: pure functions of actor and row."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.identity.permits import require_right
from tongban.work.packages.models import Run


def is_applicant(actor: Actor, run: Run) -> bool:
    """The applicant, or who acts for him now."""
    mine = actor.kind == "person" and actor.signed_in and actor.applicant == run.applicant
    return mine and actor.covers(run.item_code)


def require_applicant(actor: Actor, run: Run, right: str = "sign") -> None:
    """The applicant, or an operator of his who may do this for him. Raises `NotYours`, `NotEmpowered`."""
    if not is_applicant(actor, run):
        raise NotYours
    require_right(actor, right)


def require_system(actor: Actor) -> None:
    """What follows from a member's result nobody does by hand."""
    if not actor.is_system:
        raise NotAllowed
