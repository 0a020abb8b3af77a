"""What follows where somebody is to act for an elderly person: she reads it at once, and can end it."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told


def tell_of_care(fact: Any) -> None:
    """A carer asks, or a window has confirmed it on a paper; what she confirmed herself she knows."""
    by = getattr(fact, "by", "")
    kind = "care-confirmed" if by else "care-asked"
    if by.startswith("person/") or told.told(fact.subject, kind):
        return
    who = identity.applicant(fact.taker).name
    messages.tell(Actor.system(), fact.giver, kind, fact.subject, link="/my/mandates/", who=who)
