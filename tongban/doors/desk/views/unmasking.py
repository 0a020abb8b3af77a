"""Seeing the whole of what is half hidden, for a reason that the applicant reads (完整查看)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import page
from tongban.work.cases import actions, queries


@require_POST
@for_officials
def unmask(request: Desked, number: str) -> HttpResponse:
    """Open numbers, telephone and home for a while; a refusal is shown where the work is done."""
    case, said = queries.case_for(request.actor, number), request.POST
    refusal = attempt(
        actions.unmask, request.actor, case.number, ground=said.get("ground", ""), reason=said.get("reason", ""),
        key=said.get("key", ""),
    )
    if refusal:
        return page(request, case, refusal, said, "form")
    messages.success(request, "已完整显示，十五分钟后自动收起；申请人会看到这次查看。")
    return redirect(f"{reverse('desk:case', args=[case.number])}?{urlencode({'view': 'form'})}")
