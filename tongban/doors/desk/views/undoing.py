"""Taking back what one has just done, while nobody was told of it (撤销)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, page
from tongban.work.approvals import actions
from tongban.work.cases import queries


@require_POST
@for_officials
def undo(request: Desked, number: str) -> HttpResponse:
    """撤销."""
    case = queries.case_for(request.actor, number)
    refusal = attempt(actions.undo, request.actor, str(case.pk), key=request.POST.get("key", ""))
    if refusal:
        return page(request, queries.case_for(request.actor, number), refusal)
    messages.success(request, "已撤销：文书作废，没有送达申请人，此件恢复到办理之前。")
    return back_to(request, case)
