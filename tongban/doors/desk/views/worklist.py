"""My work list, the look-up, and the news for a list that is being read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tongban.doors.desk.showing import batches, worklist
from tongban.doors.desk.standing import Desked, for_officials
from tongban.work.tasks import queries as tasks


@require_safe
@for_officials
def home(request: Desked) -> HttpResponse:
    """The list alone; a look-up that finds exactly one case by its number opens it."""
    listed = worklist.read(request.actor, request.GET)
    if listed.q and len(listed.rows) == 1 and listed.q.upper() == listed.rows[0].number:
        return redirect(listed.rows[0].href)
    batch = None if listed.q or listed.tab == "done" else batches.open_to(request.actor)
    context: dict[str, Any] = {"list": listed, "batch": batch}
    context |= {"glance": tasks.glance(request.actor), "views": tasks.views_of(request.actor)}
    return render(request, "desk/home.html", context)


@require_safe
@for_officials
def news(request: Desked) -> HttpResponse:
    """How many came onto my desks since the page was made: told, never shuffled under the reader's eyes."""
    since, again = request.GET.get("since", ""), request.GET.get("again", "")
    count = worklist.newer(request.actor, since, again)
    return render(request, "desk/news.html", {"count": count, "since": since, "again": again})
