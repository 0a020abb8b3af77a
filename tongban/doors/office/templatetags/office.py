"""What the office's templates ask."""

from __future__ import annotations

from django import template

from tongban.kernel.actor import Actor
from tongban.registers.identity.kinds import ADMINISTRATORS

register = template.Library()


@register.filter
def holds(actor: Actor, role: str) -> bool:
    """Whether the actor has a post of this role."""
    return bool(actor.posts_as(role))


@register.filter
def item(table: dict[str, str], key: str) -> str:
    """The word of a table for a code."""
    return table.get(key, key)


@register.filter
def administers(actor: Actor) -> bool:
    """Whether the actor is one of the three administrators (三员), who have nothing to do with items."""
    return bool(actor.posts_as(*ADMINISTRATORS))


@register.filter
def short(digest: str) -> str:
    """The first characters of a hash, enough to recognise it."""
    return digest[:12]
