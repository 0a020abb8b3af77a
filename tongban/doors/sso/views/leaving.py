"""Signing out from another system (RP-initiated logout 1.0): always asked once, here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tongban.doors.parts import leaving
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.sso.onwards import see_other
from tongban.registers.sso import queries
from tongban.registers.sso.errors import with_answer


@for_everybody
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: Request) -> HttpResponse:
    """Where systems send somebody who signs out there; what he was known by does not stay in an address."""
    said = {name: str(value) for name, value in (request.POST if request.method == "POST" else request.GET).items()}
    asked = queries.leaving(said)
    kept = {"client_id": asked.party, "post_logout_redirect_uri": asked.back, "state": asked.state}
    return see_other(f"/sso/leave/?{urlencode({name: value for name, value in kept.items() if value})}")


@for_everybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request) -> HttpResponse:
    """Ask, then sign out here and in every system that was entered from here."""
    asked = queries.leaving({name: str(value) for name, value in request.GET.items()})
    to = with_answer(asked.back, {"state": asked.state}) if asked.back else ""
    title = queries.title_of(asked.party)
    if request.method == "POST":
        return leaving.leave(request, to, title)
    if not request.actor.signed_in and to:
        return see_other(to)
    return render(request, "sso/leave.html", {"title": title, "to": to})
