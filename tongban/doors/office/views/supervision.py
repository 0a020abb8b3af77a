"""Electronic supervision (电子监察): the cards, what departments answered, and taking one back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_supervisors
from tongban.kernel.errors import Refusal
from tongban.watch.supervision import actions, queries
from tongban.watch.supervision.kinds import CardState, Colour

# A light also speaks: its sign and its word say what its colour says.
LIGHTS = {"red": ("■", "bad"), "yellow": ("▲", "warn")}


@require_safe
@for_supervisors
def listed(request: Standing) -> HttpResponse:
    """Every card of the areas one supervises, newest first."""
    state, colour = request.GET.get("state", "open"), request.GET.get("colour", "")
    state = state if state in CardState.values else "open"
    colour = colour if colour in Colour.values else ""
    found = queries.cards(request.actor, state=state, colour=colour, before=request.GET.get("before", ""))
    return render(request, "office/supervision.html", {
        "cards": found, "lights": LIGHTS, "states": CardState.choices, "state": state, "colours": Colour.choices,
        "colour": colour, "departments": shown.department_names(),
        "more": str(found[-1].pk) if len(found) == queries.PAGE else "",
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_supervisors
def one(request: Standing, card: UUID) -> HttpResponse:
    """One card: what the rule saw, what the department answered; withdrawn here with a reason (撤牌)."""
    found, wrong = queries.card_for(request.actor, str(card)), None
    if request.method == "POST":
        try:
            actions.withdraw(request.actor, str(card), request.POST.get("reason", ""), key=request.POST.get("key", ""))
        except Refusal as refusal:
            wrong = refusal
        else:
            messages.success(request, "已撤牌，理由已记入留痕，部门的答复任务一并取消。")
            return redirect("office:supervision")
    context = {
        "card": found, "lights": LIGHTS, "departments": shown.department_names(), "wrong": wrong,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "office/card.html", context, status=wrong.status if wrong else 200)
