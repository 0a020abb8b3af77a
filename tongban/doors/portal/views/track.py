"""Asking after a case without signing in (办件查询): its number, and proof of knowing whose it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.parts import progress
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.parts.sittings import address_of
from tongban.doors.portal.looks import following
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import queries


@for_everybody
def ask(request: Request) -> HttpResponse:
    """Two fields; then where it stands, without anything the asker may not know."""
    if request.method != "POST":
        return render(request, "portal/track.html", {"number": request.GET.get("number", "")[:40]})
    number = request.POST.get("number", "")[:40]
    with wall.shown(number.strip().upper()):  # he holds the number; whether he knows the rest is asked first
        try:
            case = cases.look_up(request.actor, number, request.POST.get("tail", "")[:20], address=address_of(request))
        except Refusal as refused:
            return render(request, "portal/track.html", {"number": number, "wrong": refused}, status=refused.status)
        return render(request, "portal/tracked.html", seen(case))


def seen(case: Any, *, named: bool = True) -> dict[str, Any]:
    """How far a case is, for whoever may not open it; ``named`` with whose it is, half hidden."""
    lanes = approvals.lanes(queries.told(case)) if case.accepted_at else []
    return {
        "case": case, "clocks": queries.clocks(case), "stages": progress.stages(case), "lanes": lanes,
        "who": identity.applicant(case.applicant).masked_name if named else "",
        "notices": queries.notices_of(Actor.nobody(), case),
        "pauses": following.pauses(case),
    }  # fmt: skip
