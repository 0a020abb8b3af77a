"""What every template may use."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from tongban.doors.parts import back, older, parting, sittings
from tongban.doors.parts.modes import Modes
from tongban.kernel import time
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
        "older": SimpleLazyObject(lambda: older.asked(request)),
        "parted": parting.noticed(request),
        "who": salted_hmac("parts.who", str(actor.id)).hexdigest()[:16] if actor.signed_in else "",
        "until": SimpleLazyObject(lambda: _until(request)) if actor.signed_in else None,
        "lasts": SimpleLazyObject(lambda: _left(request)) if actor.signed_in else None,
        "unread": SimpleLazyObject(
            lambda: messages.unread(actor) if actor.kind == "person" and actor.id and not actor.items else 0
        ),
    }


def _until(request: HttpRequest) -> str:
    """Until when the sitting lasts if nobody clicks, as a clock shows it; "" when it does not end by itself."""
    left = _left(request)
    return f"{time.local(time.now() + timedelta(seconds=left)):%H:%M}" if left else ""


def _left(request: HttpRequest) -> int:
    """Seconds the sitting lasts if nobody clicks; 0 when it does not end by itself."""
    left = sittings.seconds_left(request.session, request.user) if request.user.is_authenticated else None
    return 0 if left is None else max(1, int(left))
