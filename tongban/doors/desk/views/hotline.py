"""The hotline's seat (热线坐席): where a caller's case stands, in the same words as everybody's; nothing handed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.desk.standing import Desked, first_look, for_officials
from tongban.doors.parts import progress
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import LONGEST_NAME
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions, queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def find(request: Desked) -> HttpResponse:
    """By the number, or by the caller's name and registered phone, which stand in no address."""
    asked = {name: request.POST.get(name, "").strip()[: 2 * LONGEST_NAME] for name in ("number", "name", "phone")}
    whole = bool(asked["number"] or (asked["name"] and asked["phone"]))
    found = queries.of_caller(request.actor, **asked) if whole else queries.of_caller(request.actor)
    context = {"asked": asked, "found": found, "tried": request.method == "POST", "whole": whole}
    return render(request, "desk/hotline.html", context)


@require_safe
@for_officials
def show(request: Desked, number: str) -> HttpResponse:
    """Where it stands: stage, steps and their handlers, opinions, papers, the clock and its pauses, what he must do."""
    found = next(iter(queries.of_caller(request.actor, number=number)), None)
    if found is None or first_look(request, f"phone/{found.pk}"):
        found = actions.tell_caller(request.actor, number)
    return render(request, "desk/hotline_case.html", _seen(request, found))


def _seen(request: Desked, case: Any) -> dict[str, Any]:
    clocks, lanes = queries.clocks(case), approvals.lanes(case) if case.accepted_at else []
    return {
        "case": case, "clocks": clocks, "lanes": lanes, "stages": progress.stages(case),
        "now": progress.now(case, clocks, lanes, None, []), "who": identity.applicant(case.applicant).masked_name,
        "notices": [n for n in queries.notices_of(request.actor, case) if n.void_at is None],
        "slots": queries.slots(case), "pauses": sorted(case.pauses.all(), key=lambda one: one.started_at),
    }  # fmt: skip
