"""Objecting to what a register prefilled (数据异议), and the answers that are kept of me (常用信息)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts import origins
from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable
from tongban.kernel.errors import Refusal
from tongban.registers.answers import actions as answers
from tongban.registers.answers import queries as kept
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotPrefilled
from tongban.work.objections import actions, queries
from tongban.work.objections.errors import ClaimNeeded


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def objection(request: Request, draft: UUID, field: str) -> HttpResponse:
    """What the register says, what it should say, and why."""
    case = editable(request, draft)
    origin = rows.origins(case).get(field)
    if origin is None or origin.kind == "answer":
        raise NotPrefilled
    asked = case.definition.form.fields[field]
    said = {name: request.POST.get(name, "").strip() for name in ("claim", "reason")}
    wrong: Refusal | None = None
    if request.method == "POST":
        try:
            actions.raise_objection(request.actor, str(case.pk), field, key=request.POST.get("key", ""), **said)
            messages.success(request, "数据异议已提交，答复会发到您的消息里。答复前您可以修改这一项，照常提交申请。")
            return redirect("portal:page", draft, asked.page)
        except ClaimNeeded as refused:
            wrong = refused
    context = {
        "case": case, "field": asked, "shown": rows.said(case, field, origin.before), "source": origins.said(origin),
        "said": said, "wrong": wrong,
    }
    return render(request, "portal/objection.html", context, status=wrong.status if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def my_answers(request: Request) -> HttpResponse:
    """What I answered once and is offered again, with its source; each can be deleted."""
    if request.method == "POST":
        answers.delete(request.actor, request.POST.get("element", ""), key=request.POST.get("key", ""))
        messages.success(request, "已删除，以后不再为您预填。已提交的申请不受影响。")
        return redirect("portal:answers")
    context = {"found": kept.of_applicant(request.actor), "objections": queries.of_applicant(request.actor)}
    return render(request, "portal/answers.html", context)
