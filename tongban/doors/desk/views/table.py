"""My work list as a wide table with the columns and views I choose."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.desk.showing import batches, worklist
from tongban.doors.desk.showing import table as looks
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.places import queries as places
from tongban.work.tasks import actions


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def table(request: Desked) -> HttpResponse:
    """The table; what it shows may be given a name."""
    shown = looks.read(request.actor, request.GET)
    refusal: Refusal | None = None
    if request.method == "POST" and "name" not in request.POST:  # what is looked for stays out of the address
        return redirect(f"{reverse('desk:table')}?{looks.asks(request.actor, request.POST)}")
    if request.method == "POST":
        name = request.POST.get("name", "")
        refusal = attempt(actions.keep_view, request.actor, name, shown.asks, key=request.POST.get("key", ""))
        if refusal is None:
            messages.success(request, f"已保存视图“{name.strip()[:20]}”。")
            return redirect(f"{reverse('desk:table')}?{shown.asks}")
    context = {
        "table": shown, "views": looks.views(request.actor, shown.asks), "tabs": worklist.TABS, "clocks": looks.CLOCKS,
        "refusal": refusal, "districts": places.districts(),
        "batch": None if shown.asked.tab == "done" else batches.open_to(request.actor),
    }  # fmt: skip
    return render(request, "desk/table.html", context, status=refusal.status if refusal else 200)


@require_POST
@for_officials
def drop(request: Desked, view: UUID) -> HttpResponse:
    """删除视图."""
    refusal = attempt(actions.drop_view, request.actor, str(view), key=request.POST.get("key", ""))
    if refusal:
        messages.warning(request, refusal.sentence)
    return redirect("desk:table")
