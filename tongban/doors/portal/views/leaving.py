"""A copy of what is kept about me, and being forgotten (查阅复制、注销)."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import copying
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.kernel.errors import ProveFirst, Refusal
from tongban.registers.identity import actions as identity
from tongban.work.cases import actions as cases


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def copy(request: Request) -> HttpResponseBase:
    """What it holds; then everything as one ZIP, to whoever just proved who he is. Nothing of it stays here."""
    if request.method != "POST":
        return render(request, "portal/copy.html", {"most": copying.MOST})
    identity.take_copy(request.actor)
    name = f"my-data-{time.today():%Y%m%d}.zip"
    response = FileResponse(copying.packed(request.actor), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def forget(request: Request) -> HttpResponse:
    """What goes and what the law keeps, said before; then it happens, and nobody is signed in any more."""
    if request.method != "POST":
        return render(request, "portal/forget.html")
    if request.POST.get("sure") != "yes":
        return render(request, "portal/forget.html", {"unsure": True}, status=422)
    try:
        kept = cases.be_forgotten(request.actor, key=request.POST.get("key", ""))
    except ProveFirst:
        raise
    except Refusal as wrong:
        return render(request, "portal/forget.html", {"wrong": wrong}, status=wrong.status)
    logout(request)
    return render(request, "portal/forgotten.html", {"kept": kept})
