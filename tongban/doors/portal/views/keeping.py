"""Favourites (收藏): kept from a guide, found again in my space."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.parts import back
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.registers.favourites import actions, queries


@person_only
def listed(request: Request) -> HttpResponse:
    """What I keep."""
    return render(request, "portal/favourites.html", {"found": queries.of_holder(request.actor)})


@require_POST
@person_only
def keep(request: Request, code: str) -> HttpResponse:
    """Keep it, or with ``drop`` keep it no more; then back to where one was."""
    verb = actions.drop if "drop" in request.POST else actions.keep
    verb(request.actor, code, key=request.POST.get("key", ""))
    return redirect(back.wanted(request, "/my/favourites/"))
