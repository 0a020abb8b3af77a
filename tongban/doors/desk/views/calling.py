"""The strip of a window that calls numbers (叫号): the next one leads to where he is received."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tongban.doors.desk.standing import Desked, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.calling import actions


@require_POST
@for_officials
def call(request: Desked) -> HttpResponse:
    """下一位、重呼、过号; what the hall answers is shown in the strip, a refusal above it."""
    act, key = request.POST.get("act", ""), request.POST.get("key", "")
    back = redirect("desk:intake" if request.POST.get("from") == "intake" else "desk:home")
    try:
        ticket = actions.call(request.actor, act, key, key=key)
    except Refusal as why:
        if why.status == 403:
            raise
        messages.warning(request, f"{why.sentence}{why.next_step}")
        return back
    if ticket is None:  # pressed twice: it was answered before
        return back
    if act == "pass":
        request.session.pop("ticket", None)
        messages.success(request, f"{ticket.number} 号已过号。")
        return back
    request.session["ticket"] = vars(ticket)
    return redirect("desk:intake")
