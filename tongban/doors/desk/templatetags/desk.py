"""What the desk's templates ask of the rooms."""

from __future__ import annotations

from django import template

from tongban.kernel.actor import Actor
from tongban.registers.credit import permits as credit
from tongban.registers.visits import permits as visits

register = template.Library()


@register.filter
def keeps_credit(actor: Actor) -> bool:
    """Whether this official may look into the credit record: a link leads nowhere else."""
    return bool(actor.posts_as(*credit.ROLES))


@register.filter
def receives(actor: Actor) -> bool:
    """Whether this official sits at a window and takes applications in."""
    return visits.receives(actor)
