"""Data exchange (数据交换): the wires to departments' systems, what is stuck on them, and clearing it with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_operators
from tongban.journey import acts
from tongban.registers.exchange import actions, queries
from tongban.registers.exchange.kinds import EVENTS, KINDS

STATES = {
    "well": ("正常", "ok"), "shaky": ("刚才没有回答", "warn"), "broken": ("失联，正在定时探测", "bad"),
    "off": ("已停用", "hold"),
}  # fmt: skip


@for_operators
def listed(request: Standing) -> HttpResponse:
    """Every wire and how it stands; dead letters; what is in quarantine."""
    context = {
        "wires": queries.standings(request.actor), "states": STATES, "kinds": KINDS, "events": EVENTS,
        "departments": shown.department_names(), "dead": queries.dead_letters(request.actor),
        "held": queries.quarantined(request.actor),
    }  # fmt: skip
    return render(request, "office/exchange.html", context)


@require_POST
@for_operators
def letter(request: Standing, number: str) -> HttpResponse:
    """Send a dead letter again, or give it up."""
    reason = request.POST.get("reason", "")
    if request.POST.get("do") == "discard":
        actions.discard(request.actor, number, reason)
        messages.success(request, "已放弃这条消息，后面的消息将继续发送。")
    else:
        actions.resend(request.actor, number, reason)
        messages.success(request, "已重新排队发送。")
    return redirect("office:exchange")


@require_POST
@for_operators
def arrival(request: Standing, number: str) -> HttpResponse:
    """Have a quarantined message judged anew, or put it aside."""
    reason = request.POST.get("reason", "")
    if request.POST.get("do") == "again":
        taken = acts.try_again(request.actor, number, reason).state == "taken"
        said = "核对通过，意见已经签入办件。" if taken else "仍与办件不符，继续隔离。"
        (messages.success if taken else messages.error)(request, said)
    else:
        actions.dismiss(request.actor, number, reason)
        messages.success(request, "已记为不予采信。")
    return redirect("office:exchange")


@require_POST
@for_operators
def switch(request: Standing, code: str) -> HttpResponse:
    """Put a wire into service or out of it."""
    state = "on" if request.POST.get("do") == "on" else "off"
    actions.switch(request.actor, code, state, request.POST.get("reason", ""))
    messages.success(request, "已启用，排队的消息会自动发送。" if state == "on" else "已停用，新消息会排队等候。")
    return redirect("office:exchange")
