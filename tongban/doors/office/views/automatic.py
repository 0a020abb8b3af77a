"""Decided by rules (智能审批): the switches, today's numbers, what people look at again, and what they found wrong."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.office.standing import OPERATOR, SUPERVISOR, Standing, for_roles
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.work.rulings import actions, queries
from tongban.work.rulings.kinds import DAYS_OF_ERRORS


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OPERATOR, SUPERVISOR)
def shown(request: Standing) -> HttpResponse:
    """One page, one switch for all and one per item; who switched, when and why stands below."""
    said, wrong = {name: request.POST.get(name, "") for name in ("item", "turn", "reason")}, None
    if request.method == "POST":
        turn = actions.resume if said["turn"] == "resume" else actions.stop
        try:
            turn(request.actor, said["item"], reason=said["reason"], key=request.POST.get("key", ""))
        except Refusal as refusal:
            wrong = refusal
        else:
            text = "已恢复智能审批。" if said["turn"] == "resume" else "已停用智能审批，未决的申请全部转人工办理。"
            messages.success(request, text)
            return redirect("office:automatic")
    return render(request, "office/automatic.html", _context(request) | {"said": said, "wrong": wrong},
                  status=wrong.status if wrong else 200)  # fmt: skip


def _context(request: Standing) -> dict[str, object]:
    today, switches = time.today(), queries.switches()
    month = {one.item: one for one in queries.figures(today - timedelta(days=DAYS_OF_ERRORS), today)}
    items = [
        (day, month.get(day.item, day), switches.get(day.item)) for day in queries.figures(today, today)
    ]
    return {
        "all": switches.get(""), "items": items, "open": queries.open_samples(request.actor),
        "errors": queries.last_errors(request.actor), "switched": queries.switched(request.actor),
        "may": queries.may_switch(request.actor), "titles": {day.item: day.title for day, _, _ in items},
    }  # fmt: skip
