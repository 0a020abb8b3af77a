"""The counter's last act: what was given is collected (窗口发放)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, attempt_with_grace, for_officials, served
from tongban.doors.desk.views.cases import back_to, errand
from tongban.registers.licences import queries as licences
from tongban.work.cases import actions, permits, queries


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def collection(request: Desked, number: str) -> HttpResponse:
    """Who collects it, and what; the delivery note is served with it."""
    case = queries.case_for(request.actor, number)
    permits.require(request.actor, "hand_out", case)
    given = licences.from_source(case.subject)
    if request.method != "POST":
        return errand(request, case, "collection", given=given)
    receiver = request.POST.get("receiver", "")
    refusal = attempt_with_grace(
        actions.hand_out, request.actor, str(case.pk), receiver=receiver,
        handed=[[one.type.title, one.number, "窗口领取"] for one in given], key=request.POST.get("key", ""),
    )  # fmt: skip
    if refusal:
        return errand(request, case, "collection", refusal, given=given, receiver=receiver)
    messages.success(request, served("已发放，送达回证已存入办件。"))
    return back_to(request, case)
