"""What every system may read: where we answer and what we can do, and the keys that check what we sign."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.registers.sso import queries

A_WHILE = {"Cache-Control": "public, max-age=300"}


@for_everybody
@require_safe
def configuration(request: Request) -> HttpResponse:
    """OpenID Connect Discovery 1.0."""
    return JsonResponse(queries.metadata(), headers=A_WHILE)


@for_everybody
@require_safe
def keys(request: Request) -> HttpResponse:
    """The key set (RFC 7517)."""
    return JsonResponse({"keys": queries.keys()}, headers=A_WHILE)
