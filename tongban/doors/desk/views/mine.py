"""我的统计: for the official himself alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.doors.desk.showing import mine
from tongban.doors.desk.standing import Desked, for_officials
from tongban.work.tasks import queries as tasks


@require_safe
@for_officials
def figures(request: Desked) -> HttpResponse:
    """How my own work went these days, beside the mean of my department."""
    shown = mine.read(request.actor, request.GET.get("days", ""))
    context = {"shown": shown, "spans": mine.SPANS, "fewest": tasks.FEWEST, "glance": tasks.glance(request.actor)}
    return render(request, "desk/mine.html", context)
