"""Asking to read a case that one's posts do not show (紧急查阅), and reading it while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.openings import actions as openings
from tongban.registers.openings import permits
from tongban.registers.openings.errors import NothingSuch, NotNeeded
from tongban.registers.openings.kinds import About, Asked
from tongban.work.cases.queries import may_see, numbered
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.registers.openings.models import Opening


def ask_opening(actor: Actor, number: str, asked: Asked, *, key: str = "") -> Opening:
    """Ask for a case by its number; who must stay away from it stays away (回避). Wrong numbers slow down.

    Raises `NothingSuch`, `NotNeeded` when one's own posts show it, `Recused`. Not one transaction: a try that found
    nothing stays counted.
    """
    permits.require_ask(actor)
    attempt = identity.try_once(f"opening/{actor.id}", "", "紧急查阅")
    with wall.as_platform("opening"):
        case = numbered(number)
        seen = case is not None and may_see(actor, case)
    if case is None or case.number is None:
        raise NothingSuch
    identity.tried_rightly(attempt)
    if seen:
        raise NotNeeded
    tasks.not_recused(actor, case.subject)
    about = About(case.subject, case.number, case.title, case.applicant, case.area, case.department)
    return openings.ask(actor, about, asked, key=key)
