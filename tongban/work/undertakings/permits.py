"""Who may say whether an undertaking was kept."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.work.undertakings.models import Undertaking


def may_check(actor: Actor, undertaking: Undertaking) -> bool:
    """Who holds a post at the desk that looks into it, for the area; and the platform, by the clock."""
    return actor.is_system or any(p.desk == undertaking.desk and p.serves(undertaking.area) for p in actor.posts)
