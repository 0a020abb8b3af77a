"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tongban.doors.parts import back
from tongban.doors.parts.modes import Modes
from tongban.kernel.actor import Actor
from tongban.watch.messages import queries as messages


def page(request: HttpRequest) -> dict[str, Any]:
    """City, demo, actor, display modes, door, and the number of unread messages (asked for only where it is shown)."""
    actor = getattr(request, "actor", None) or Actor.nobody()
    return {
        "city": settings.TONGBAN.city,
        "demo": settings.TONGBAN.demo,
        "actor": actor,
        "modes": Modes.of(request.COOKIES),
        "door": back.door(request),
        "here": request.get_full_path(),
        "unread": SimpleLazyObject(
            lambda: messages.unread(actor) if actor.kind == "person" and actor.id and not actor.items else 0
        ),
    }
