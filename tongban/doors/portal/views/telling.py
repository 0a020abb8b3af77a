"""How I want to be told (消息设置): what comes by SMS too, and whether what can wait waits at night."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.watch.messages import actions, kinds, queries


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def preferences(request: Request) -> HttpResponse:
    """Every kind with its SMS; what the law owes cannot be switched off, and says so."""
    if request.method == "POST":
        quiet, key = request.POST.get("quiet") == "yes", request.POST.get("key", "")
        actions.prefer(request.actor, by_sms=sorted(request.POST.getlist("sms")), quiet=quiet, key=key)
        messages.success(request, "已保存。")
        return redirect("portal:messages")
    wish = queries.preference(request.actor.applicant)
    shown = [(code, label, code == kinds.LAW, code not in wish.muted) for code, label in kinds.KINDS.items()]
    context = {"shown": shown, "quiet": wish.quiet, "from_": kinds.QUIET_FROM, "until": kinds.QUIET_UNTIL}
    return render(request, "portal/preferences.html", context)
