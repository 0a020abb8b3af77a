"""Taking a case from the desk, giving it back, passing it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, errand, page
from tongban.registers.identity import queries as identity
from tongban.work.cases import queries
from tongban.work.tasks import actions
from tongban.work.tasks import queries as rows


@require_POST
@for_officials
def claim(request: Desked, number: str, task: UUID) -> HttpResponse:
    """认领."""
    return _plain(request, number, task, actions.claim, "已认领，其他同事会看到由您办理。")


@require_POST
@for_officials
def release(request: Desked, number: str, task: UUID) -> HttpResponse:
    """释放."""
    return _plain(request, number, task, actions.release, "已释放，本岗位同事可以认领。")


def _plain(request: Desked, number: str, task: UUID, verb: Callable[..., object], said: str) -> HttpResponse:
    case = queries.case_for(request.actor, number)
    refusal = attempt(verb, request.actor, str(task), key=request.POST.get("key", ""))
    if refusal:
        return page(request, case, refusal)
    messages.success(request, said)
    return back_to(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def hand_over(request: Desked, number: str, task: UUID) -> HttpResponse:
    """转交: to a colleague at the same desk, with the reason."""
    case, found = queries.case_for(request.actor, number), rows.task_for(request.actor, str(task))
    colleagues = [o for o in identity.holders(found.desk, found.area) if str(o.pk) != request.actor.id]
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "").strip()
    form: dict[str, Any] = {"task": found, "colleagues": colleagues, "to": to, "reason": reason}
    if request.method != "POST":
        return errand(request, case, "hand_over", **form)
    if not (to and reason):
        lacking = [] if to else [Problem("to", "请选择接收的同事。")]
        lacking += [] if reason else [Problem("reason", "请写明转交原因。")]
        return errand(request, case, "hand_over", problems=lacking, **form)
    refusal = attempt(actions.hand_over, request.actor, str(task), to, reason, key=request.POST.get("key", ""))
    if refusal:
        return errand(request, case, "hand_over", refusal, **form)
    messages.success(request, "已转交，对方会在“我的”中看到。")
    return back_to(request, case)
