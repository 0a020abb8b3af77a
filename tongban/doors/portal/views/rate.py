"""Rating a service (好差评): five levels, no signing in, never forced."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.watch.ratings import actions, kinds, queries
from tongban.watch.ratings.errors import LevelNeeded


@for_everybody
def rate(request: Request, token: str) -> HttpResponse:
    """First the level, then the tags that go with it; both work without scripts."""
    invitation = queries.invitation(token)
    if invitation.rated:
        return redirect("portal:thanks", invitation.token)
    given = request.POST if request.method == "POST" else request.GET
    level = int(given["level"]) if given.get("level", "") in {str(n) for n in kinds.LEVELS} else 0
    wrong = None
    if request.method == "POST":
        try:
            actions.rate(
                request.actor, invitation.token, level=level, tag_codes=request.POST.getlist("tag"),
                text=request.POST.get("text", ""), anonymous=request.POST.get("named") != "yes",
                key=request.POST.get("key", ""),
            )  # fmt: skip
            return redirect("portal:thanks", invitation.token)
        except LevelNeeded as refused:
            wrong = refused
    context = {"invitation": invitation, "levels": kinds.LEVELS.items(), "level": level, "wrong": wrong,
               "word": kinds.LEVELS.get(level, ""), "tags": kinds.tags().get(level, {}).items(),
               "most": kinds.MOST_TEXT}  # fmt: skip
    return render(request, "portal/rate.html", context, status=422 if wrong else 200)


@for_everybody
def thanks(request: Request, token: str) -> HttpResponse:
    """Thank you, and what happens with a poor one."""
    return render(request, "portal/thanks.html", {"invitation": queries.invitation(token)})
