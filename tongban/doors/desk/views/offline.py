"""Checking codes without a network (断网核验): a page that the window's browser keeps, and what it tells afterwards."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.desk.standing import Desked, for_officials
from tongban.doors.parts.views.shell import kept_offline
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.codes import actions, permits, queries


@require_safe
@for_officials
def page(request: Desked) -> HttpResponse:
    """The public keys and the withdrawn handles of this moment lie in the page, which the browser keeps."""
    permits.scanning_department(request.actor)
    said = {**queries.pack(), "official": request.actor.number}
    return kept_offline(render(request, "desk/offline.html", {"pack": said}))


@require_POST
@for_officials
def told(request: Desked) -> HttpResponse:
    """One use that was checked without a network; its key is its own, so that it may be told again."""
    post = request.POST
    try:
        row = actions.tell_offline(
            request.actor, post.get("code", "")[:1500], purpose=post.get("purpose", ""), at=_moment(post.get("at", ""))
        )
    except Refusal as why:
        return JsonResponse({"sentence": why.sentence, "next": why.next_step}, status=why.status)
    return JsonResponse({"withdrawn": row.withdrawn})


def _moment(text: str) -> datetime:
    """As a browser writes it; what cannot be read is long ago and refused by the verb."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime.fromtimestamp(0, tz=time.now().tzinfo)
    return found if found.tzinfo else found.replace(tzinfo=time.now().tzinfo)
