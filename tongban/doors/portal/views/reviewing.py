"""Asking for a person to look at what a machine decided (人工复核)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import Refusal
from tongban.work.cases import queries
from tongban.work.rulings import actions
from tongban.work.rulings import queries as rulings


@person_only
def human_review(request: Request, number: str) -> HttpResponse:
    """Why a person should look; asked once, answered by a day."""
    case = queries.case_for(request.actor, number)
    ruling, wrong, reason = rulings.of_case(case), None, request.POST.get("reason", "")
    if request.method == "POST":
        try:
            actions.ask_review(request.actor, str(case.pk), reason=reason, key=request.POST.get("key", ""))
        except Refusal as refused:
            wrong = refused
        else:
            return redirect("portal:case", number)
    elif ruling is None or ruling.state != "granted" or hasattr(ruling, "review"):
        return redirect("portal:case", number)
    context = {"case": case, "wrong": wrong, "reason": reason}
    return render(request, "portal/human_review.html", context, status=wrong.status if wrong else 200)
