"""A draft brought up to what is true now: a newer edition of its item, registers that say something else (更新)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import filled
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def edition(request: Request, draft: UUID) -> HttpResponse:
    """What a newer edition changes for me, and the button that takes the draft over."""
    case = editable(request, draft)
    newer = rows.newer(case)
    if newer is None:
        return redirect("portal:apply", draft)
    if request.method == "POST":
        number = request.POST.get("edition", "")
        wanted = int(number) if number.isdecimal() and len(number) < 9 else 0
        cases.bring_up(request.actor, str(case.pk), wanted, key=request.POST.get("key", ""))
        return redirect("portal:apply", draft)
    return render(request, "portal/edition.html", {"case": case, "what": rows.difference(case, newer)})


@require_POST
@person_only
def refresh(request: Request, draft: UUID) -> HttpResponse:
    """Take over what registers say now."""
    case = editable(request, draft)
    filled.verbs(case).refresh(request.actor, str(case.pk), key=request.POST.get("key", ""))
    return redirect("portal:check", draft)
