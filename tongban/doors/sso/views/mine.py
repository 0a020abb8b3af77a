"""Systems I entered (我登录过的系统): what each may know of me, when I was there, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.parts.audience import for_signed_in
from tongban.doors.parts.request import Request
from tongban.kernel.errors import SignInFirst
from tongban.registers.sso import actions, queries


@for_signed_in
@never_cache
@require_safe
def systems(request: Request) -> HttpResponse:
    """Every system that may know something of me."""
    if not request.actor.signed_in:
        raise SignInFirst
    account = str(request.user.pk)
    context = {"grants": queries.grants_of(request.actor, account), "ended": queries.ended_of(request.actor, account)}
    return render(request, "sso/systems.html", context)


@for_signed_in
@never_cache
@require_POST
def end(request: Request, grant: UUID) -> HttpResponse:
    """Take it back: from now on the system learns nothing more, and signs me out."""
    actions.withdraw(request.actor, str(grant), key=request.POST.get("key", ""))
    messages.success(request, "已收回。这个系统不能再读取您的信息，您在那里的登录也会结束。")
    return redirect("sso:systems")
