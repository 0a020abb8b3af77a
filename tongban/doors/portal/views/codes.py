"""My code (我的码): shown and rotating, prepared for where there is no network, withdrawn; and the codes on walls."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.shell import kept_offline
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.codes import actions, queries
from tongban.registers.identity import queries as identity


@person_only
def mine(request: Request) -> HttpResponse:
    """The code that counts now, or how to have one."""
    if request.method == "POST":
        actions.open_code(request.actor, key=request.POST.get("key", ""))
        return redirect("portal:code")
    code = queries.mine(request.actor)
    scans = queries.scans_of(code) if code else []
    context = {
        "code": code, "applicant": identity.applicant(request.actor.applicant), "at": time.now(),
        "shown": queries.show(code) if code else None, "batches": queries.batches_of(code) if code else [],
        "scans": scans, "names": identity.department_names({one.department for one in scans}),
    }  # fmt: skip
    return render(request, "portal/code.html", context)


@person_only
def withdraw(request: Request) -> HttpResponse:
    """A phone was lost: say what follows, then make every code worthless."""
    if request.method == "POST":
        actions.withdraw_code(request.actor, key=request.POST.get("key", ""))
        messages.success(request, "已停用。以前的码和离线码都不能再用；需要时可以重新开通。")
        return redirect("portal:code")
    return render(request, "portal/code_withdraw.html")


@require_POST
@person_only
def prepare(request: Request) -> HttpResponse:
    """Codes for the next hours, without a network."""
    batch = actions.prepare_offline(
        request.actor, request.POST.get("device", "")[:60], key=request.POST.get("key", "")
    )
    return redirect("portal:offline", batch.pk)


@person_only
def offline(request: Request, batch: UUID) -> HttpResponse:
    """A page that needs no network once it is open, and may be printed."""
    if request.method == "POST":
        actions.stop_offline(request.actor, str(batch), key=request.POST.get("key", ""))
        messages.success(request, "已停用这份离线码。没有联网的窗口最迟在下一次更新停用名单后拒绝它。")
        return redirect("portal:code")
    found = queries.batch_for(request.actor, batch)
    applicant = identity.applicant(request.actor.applicant)
    context = {"batch": found, "tokens": queries.tokens_of(found), "applicant": applicant}
    return kept_offline(render(request, "portal/code_offline.html", context))


@for_everybody
@require_safe
def keys(request: Request) -> HttpResponse:
    """What a window without a network needs to check codes: public keys and what was withdrawn."""
    return JsonResponse(queries.pack(), headers={"Cache-Control": "public, max-age=60"})


@for_everybody
@require_safe
def place(request: Request, code: str) -> HttpResponse:
    """What is done at the place whose code on the wall was scanned."""
    outlet = queries.place_of(code)
    items = [one for one in catalogue.definitions_in_force() if outlet.code in one.guide.places]
    return render(request, "portal/place.html", {"outlet": outlet, "items": items})
