"""Who may stop it, who looks again, who may read the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor

if TYPE_CHECKING:
    from tongban.work.rulings.models import Ruling

LOOKING = ("reviewer", "approver", "head")


def may_switch(actor: Actor) -> bool:
    """Who runs the platform, and who supervises the whole city."""
    return bool(actor.posts_as("operator")) or any(not p.area for p in actor.posts_as("supervisor"))


def may_oversee(actor: Actor) -> bool:
    """Whoever may stop it, and heads of agencies."""
    return may_switch(actor) or bool(actor.posts_as("supervisor", "head"))


def may_look_again(actor: Actor, ruling: Ruling) -> bool:
    """A person at the desk that would have decided (抽查、复核); never the machine itself."""
    return any(p.desk == ruling.desk and p.serves(ruling.area) for p in actor.posts_as(*LOOKING))
