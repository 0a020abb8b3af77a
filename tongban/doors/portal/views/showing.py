"""Showing a licence (亮证) or some of its fields (亮数): chosen, shown by a rotating code, taken along as a file."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.credentials import actions, kinds, permits, queries
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences


@person_only
def choose(request: Request, licence: UUID) -> HttpResponse:
    """Which fields: what is not chosen is not shown. Nothing is chosen beforehand but what makes it a licence."""
    found = licences.licence_for(request.actor, str(licence))
    refusal: Refusal | None = None
    chosen = request.POST.getlist("field") if request.method == "POST" else ["holder", "number"]
    if request.method == "POST":
        try:
            row = actions.show_licence(request.actor, str(licence), chosen, key=request.POST.get("key", ""))
            return redirect("portal:showing", row.code)
        except Refusal as why:
            refusal = why
    said = kinds.values(found)
    let = permits.fields_let(request.actor, found.type.code)
    fields = [
        (code, label, kinds.word(said[code]), code in chosen)
        for code, label in kinds.labels(found).items()
        if let is None or code in let
    ]
    context = {"licence": found, "fields": fields, "refusal": refusal}
    return render(request, "portal/show_licence.html", context, status=refusal.status if refusal else 200)


@person_only
def shown(request: Request, code: str) -> HttpResponse:
    """What I am showing, as the other one will read it, with the code of this half minute."""
    if request.method == "POST":
        row = actions.stop_showing(request.actor, code, key=request.POST.get("key", ""))
        return redirect("portal:licence", row.licence_id)
    row = queries.showing_for(request.actor, code)
    text, ends = queries.turn(row)
    context = {
        "row": row, "proof": queries.proof(row), "url": f"{settings.TONGBAN.base_url}/v/{text}", "ends": ends,
        "seconds": round((ends - time.now()).total_seconds()),
    }  # fmt: skip
    return render(request, "portal/showing.html", context)


@require_safe
@person_only
def credential(request: Request, code: str) -> HttpResponse:
    """The same fields as a file, for whoever checks with his own programs."""
    row = queries.showing_for(request.actor, code)
    return HttpResponse(
        row.credential, content_type="application/dc+sd-jwt",
        headers={"Content-Disposition": f'attachment; filename="{row.code}.sd-jwt"', "Cache-Control": "no-store"},
    )  # fmt: skip


@person_only
def requests(request: Request) -> HttpResponse:
    """Who asks for my data, why, until when; my answer, which I may take back."""
    refusal: Refusal | None = None
    if request.method == "POST":
        give = request.POST.get("answer") == "yes"
        try:
            actions.answer(request.actor, request.POST.get("request", ""), give=give, key=request.POST.get("key", ""))
            messages.success(request, "已同意，每次查看您都能看到，随时可以收回。" if give else "已记录：不能查看。")
            return redirect("portal:data-requests")
        except Refusal as why:
            if why.status == 404:
                raise
            refusal = why
    asked = queries.asked_of(request.actor)
    names = identity.department_names({one.department for one in asked})
    context = {"asked": asked, "names": names, "refusal": refusal, "today": time.today()}
    return render(request, "portal/data_requests.html", context, status=refusal.status if refusal else 200)


@for_everybody
@require_safe
def status_list(request: Request, number: int) -> HttpResponse:
    """Whether credentials still count, for anybody, kept a minute at most."""
    if number > 10_000:
        raise Http404
    return HttpResponse(
        queries.status_list(number), content_type="application/statuslist+jwt",
        headers={"Cache-Control": f"public, max-age={queries.TTL}"},
    )  # fmt: skip


@for_everybody
@require_safe
def type_metadata(request: Request, code: str) -> HttpResponse:
    """What a credential of this kind says."""
    found = queries.type_metadata(code)
    if found is None:
        raise Http404
    return JsonResponse(found)


@for_everybody
@require_safe
def issuer(request: Request) -> HttpResponse:
    """Who issues credentials here, and the keys to check them."""
    return JsonResponse(queries.metadata(), headers={"Cache-Control": "public, max-age=300"})
