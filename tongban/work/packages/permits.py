"""Who may do what to a run: pure functions of actor and row."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.work.packages.models import Run


def is_applicant(actor: Actor, run: Run) -> bool:
    """The applicant, or who acts for him now."""
    return actor.kind == "person" and actor.signed_in and actor.applicant == run.applicant


def require_applicant(actor: Actor, run: Run) -> None:
    if not is_applicant(actor, run):
        raise NotYours


def require_system(actor: Actor) -> None:
    """What follows from a member's result nobody does by hand."""
    if not actor.is_system:
        raise NotAllowed
