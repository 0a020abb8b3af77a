"""How long a sitting still lasts, for the page that warns before it ends (超时提醒)."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tongban.doors.parts import sittings
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.account import signed_in
from tongban.registers.identity import queries as people

UNENDING = 3600.0  # seconds until it is asked again


@require_safe
@signed_in
def lasting(request: Request) -> HttpResponse:
    """Seconds left. At its address with ``/news/`` a page asks by itself; at the other somebody is there and stays."""
    left = sittings.seconds_left(request.session, people.account(str(request.user.pk)))
    return JsonResponse({"left": int(UNENDING if left is None else left)})
