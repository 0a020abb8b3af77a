"""Answering an objection to data my desk owns (答复数据异议)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.engines.codes import masking
from tongban.work.objections import actions, queries
from tongban.work.objections.states import VERDICTS


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def objection(request: Desked, objection: UUID) -> HttpResponse:
    """What the register says and what it should say, side by side; then the two answers."""
    one = queries.objection_for(request.actor, str(objection))
    said = {name: request.POST.get(name, "").strip() for name in ("verdict", "reason")}
    refusal = None
    if request.method == "POST":
        refusal = attempt(actions.answer, request.actor, str(one.pk), key=request.POST.get("key", ""), **said)
        if refusal is None:
            messages.success(request, "已答复，申请人会收到消息。")
            return redirect("desk:home")
    shown = [(label, masking.of_kind(text, one.type)) for label, text in (
        ("登记的内容", one.shown), ("申请人认为应当是", one.claim), ("理由", one.reason),
    )]  # fmt: skip
    context = {"one": one, "shown": shown, "said": said, "refusal": refusal, "verdicts": VERDICTS}
    return render(request, "desk/objection.html", context, status=refusal.status if refusal else 200)
