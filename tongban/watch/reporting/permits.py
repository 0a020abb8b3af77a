"""Who may exchange tables with other platforms."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.watch.reporting.errors import NotReporting


def require(actor: Actor) -> None:
    """Raise `NotReporting` unless this is the platform itself or an operator."""
    if not actor.is_system and not actor.posts_as("operator"):
        raise NotReporting
