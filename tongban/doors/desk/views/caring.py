"""A carer's request at the window (照护代办) is confirmed, and a carer's or guardian's right ended, on papers shown."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tongban.doors.desk.standing import Desked, for_officials
from tongban.registers.mandates import actions
from tongban.registers.mandates.errors import NoSuchMandate
from tongban.registers.visits import queries


@require_POST
@for_officials
def turn(request: Desked, visit: UUID, mandate: UUID) -> HttpResponse:
    """Only what concerns who stands at this window: the carer, or the elderly person himself."""
    row, post = queries.visit_for(request.actor, visit), request.POST
    if mandate not in {one.pk for one in queries.cares(row)}:
        raise NoSuchMandate
    paper, key = post.get("paper", ""), post.get("key", "")
    if post.get("turn") == "confirm":
        actions.confirm_at_window(request.actor, str(mandate), paper, key=key)
        messages.success(request, "照护代办已确认，立即生效。")
    else:
        actions.end(request.actor, str(mandate), f"窗口核对：{paper}" if paper.strip() else "", key=key)
        messages.success(request, "代办已结束，立即失效。")
    return redirect("desk:visit", visit)
