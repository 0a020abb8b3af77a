"""A child's guardian and an elderly person's carer (家长、照护人): asked for here, confirmed by who is cared for."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.mandating import day
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.mandates import actions, permits
from tongban.registers.mandates.kinds import GUARD_DAYS, LONGEST_DAYS


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("id_number")
def guard(request: Request) -> HttpResponse:
    """The household register says whose guardian somebody is; nothing else does."""
    permits.require_himself(request.actor)
    said, wrong = request.POST, None
    if request.method == "POST":
        try:
            row = actions.guard(
                request.actor, said.get("name", "")[:100], said.get("id_number", "")[:30], key=said.get("key", "")
            )
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, f"户籍登记已确认，您可以代{row.giver_name}办事了。")
            return redirect("portal:mandates")
    context = {"said": said, "wrong": wrong, "days": GUARD_DAYS}
    return render(request, "portal/guard.html", context, status=wrong.status if wrong else 200)


@person_only
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("id_number")
def care(request: Request) -> HttpResponse:
    """Ask to act for an elderly person; what is wrong is said above the form, and everything typed stays."""
    permits.require_himself(request.actor)
    said, wrong = request.POST, None
    if request.method == "POST":
        try:
            actions.ask_care(
                request.actor, said.get("name", "")[:100], said.get("id_number", "")[:30], said.getlist("items"),
                day(said.get("until", "")), said.get("paper", ""), key=said.get("key", ""),
            )  # fmt: skip
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "已经提出。老人本人登录确认，或者您带凭据原件到窗口确认后生效。")
            return redirect("portal:mandates")
    context = {
        "said": said, "wrong": wrong, "items": catalogue.items(audience="person", limit=100),
        "chosen": said.getlist("items"), "first": time.today().isoformat(),
        "last": (time.today() + timedelta(days=LONGEST_DAYS)).isoformat(),
    }  # fmt: skip
    return render(request, "portal/care.html", context, status=wrong.status if wrong else 200)


@person_only
@require_POST
def confirm(request: Request, mandate: UUID) -> HttpResponse:
    """Agree to what a carer asked of me."""
    data = request.POST.getlist("data") if request.POST.get("asked_of") == "all" else None
    row = actions.confirm(request.actor, str(mandate), data, key=request.POST.get("key", ""))
    messages.success(request, f"已经同意{row.taker_name}替您办理这些事项，您随时可以撤回。")
    return redirect("portal:mandates")
