"""An official finds otherwise than the machine (人工认定), with the reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, page
from tongban.work.cases import actions, queries


@require_POST
@for_officials
def overrule(request: Desked, number: str) -> HttpResponse:
    """Record the finding beside the machine's; a refusal is shown where the work is done."""
    case, said = queries.case_for(request.actor, number), request.POST
    refusal = attempt(
        actions.overrule, request.actor, str(case.pk), said.get("point", ""), outcome=said.get("outcome", ""),
        reason=said.get("reason", ""), key=said.get("key", ""),
    )
    if refusal:
        return page(request, case, refusal)
    messages.success(request, "已记录您的认定，机器的结果一并保留。")
    return back_to(request, case)
