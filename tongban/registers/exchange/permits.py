"""Who may arrange wires and clear what got stuck on them."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.exchange.errors import NotTheKeeper


def require_system(actor: Actor) -> None:
    if not actor.is_system:
        raise NotAllowed


def require_keeper(actor: Actor) -> None:
    """The platform, or an operator."""
    if not actor.is_system and not actor.posts_as("operator"):
        raise NotTheKeeper
