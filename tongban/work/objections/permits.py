"""Who may answer an objection."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.work.objections.models import Objection


def may_answer(actor: Actor, objection: Objection) -> bool:
    """Who holds a post at the desk that owns the data, for the area."""
    return any(p.desk == objection.desk and p.serves(objection.area) for p in actor.posts)
