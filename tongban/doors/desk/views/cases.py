"""The case between the work list and its materials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.doors.desk.showing import casepage, checklist, preview, worklist
from tongban.doors.desk.standing import Desked, first_look, for_officials
from tongban.kernel.errors import Refusal
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions, queries
from tongban.work.packages import queries as packages

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


@require_safe
@for_officials
def case(request: Desked, number: str) -> HttpResponse:
    """One case; the first look of a visit is a fact its applicant may read."""
    found = queries.case_for(request.actor, number)
    if first_look(request, found.subject):
        actions.look(request.actor, number)
    return page(request, found)


def page(
    request: Desked, case: Case, refusal: Refusal | None = None, typed: Mapping[str, Any] | None = None,
    view: str = "now",
) -> HttpResponse:  # fmt: skip
    """The three panes with the tab the address asks for, and a refusal in its place."""
    view = request.GET.get("view", view) if refusal is None else view
    view = view if view in casepage.TABS else "now"
    context = panes(request, case)
    context |= casepage.READ[view](request.actor, case, context["lines"], request.GET.get("step", ""))
    context |= {"view": view, "refusal": refusal, "typed": typed or {}}
    return render(request, "desk/case.html", context, status=refusal.status if refusal else 200)


def panes(request: Desked, case: Case) -> dict[str, Any]:
    """What every page about a case shows around its middle: the list, the identity bar, the material."""
    listed = worklist.read(request.actor, request.GET, case.subject)
    before, after = listed.neighbours()
    lines = checklist.lines(case, request.GET.get("m", ""))
    return {
        "list": listed, "before": before, "after": after, "lines": lines, "stay": request.GET.urlencode(),
        "watching": approvals.seen(request.actor, case) if request.method == "GET" else [],  # a refusal leaves no trace
        "run": packages.run_of_case(case.pk) if request.GET.get("view") == "form" else None,
        "preview": preview.read(case, lines, request.GET),
        "beside_form": casepage.beside(request.actor, case, lines, request.GET), **casepage.common(request.actor, case),
    }  # fmt: skip


def errand(request: Desked, case: Case, template: str, refusal: Refusal | None = None, **context: Any) -> HttpResponse:
    """An errand with a page of its own, in the middle pane."""
    context |= panes(request, case) | {"refusal": refusal}
    return render(request, f"desk/{template}.html", context, status=refusal.status if refusal else 200)


def back_to(request: Desked, case: Case) -> HttpResponse:
    """The case again, with the same list beside it."""
    kept = "&".join(part for part in request.GET.urlencode().split("&") if part.split("=")[0] in worklist.KEPT)
    path = reverse("desk:case", args=[case.number])
    return redirect(f"{path}?{kept}" if kept else path)


@require_safe
@for_officials
def run(request: Desked, number: str) -> HttpResponse:
    """The whole run that a case of mine belongs to: who else has a part of it, and how far each is."""
    found = packages.run_for(request.actor, number)
    lanes = packages.lanes(found)
    seen = {lane.name for lane in lanes if lane.case and queries.may_see(request.actor, lane.case)}
    context = {"run": found, "lanes": lanes, "seen": seen, "clock": packages.clock(found, lanes),
               "together": packages.supplied_together(found)}  # fmt: skip
    return render(request, "desk/run.html", context)
