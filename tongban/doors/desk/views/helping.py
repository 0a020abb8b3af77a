"""The city's helpers (帮办员): calls that wait, the one draft of whom one helps, and good-bye."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.desk.standing import Desked, for_officials
from tongban.doors.parts import helping
from tongban.kernel import time
from tongban.registers.materials.errors import FileRefused
from tongban.registers.vetting.errors import NotVetted
from tongban.work.help import actions, queries


@require_safe
@for_officials
def listed(request: Desked) -> HttpResponse:
    """Who calls, whom I help, and how fast we came today."""
    waiting = queries.waiting(request.actor)
    context = {
        "waiting": waiting, "titles": helping.titles(waiting), "open_now": queries.open_now(),
        "running": [(row, helping.whose(row)) for row in queries.running(request.actor)],
        "pace": queries.pace(time.today()),
    }  # fmt: skip
    return render(request, "desk/helping.html", context)


@require_POST
@for_officials
def answer(request: Desked, help: UUID) -> HttpResponse:
    """I take this call."""
    row = actions.answer(request.actor, str(help), key=request.POST.get("key", ""))
    return redirect("desk:helping-one", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def one(request: Desked, help: UUID, page: str = "") -> HttpResponse:
    """A page of the draft I help with."""
    if request.method == "POST":
        helping.save(request, request.actor, help, page)
    context = helping.sheet(request.actor, help, page, request.method == "POST")
    return render(request, "desk/helping_page.html", {**context, "saved": request.method == "POST"})


@require_POST
@for_officials
def give(request: Desked, help: UUID, code: str) -> HttpResponse:
    """A document for whom I help."""
    try:
        name = helping.give(request, request.actor, help, code)
    except (FileRefused, NotVetted) as wrong:
        context = {**helping.sheet(request.actor, help), "wrong": wrong}
        return render(request, "desk/helping_page.html", context, status=wrong.status)
    messages.success(request, f"已交“{name}”，申请人能看到是您交的。")
    return redirect("desk:helping-one", help)


@require_POST
@for_officials
def end(request: Desked, help: UUID) -> HttpResponse:
    """I help no more."""
    actions.end(request.actor, str(help), key=request.POST.get("key", ""))
    messages.success(request, "已结束帮办。")
    return redirect("desk:helping")
