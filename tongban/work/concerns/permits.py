"""Who may answer a concern."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.work.concerns.models import Concern


def may_answer(actor: Actor, concern: Concern) -> bool:
    """Who holds a post at the desk that owns it, for the area."""
    return any(p.desk == concern.desk and p.serves(concern.area) for p in actor.posts)
