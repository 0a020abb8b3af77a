"""Answering what somebody said is wrong (答复反映): a guide of my department, or something that got stuck."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.work.concerns import actions, queries
from tongban.work.concerns.states import VERDICTS


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def concern(request: Desked, concern: UUID) -> HttpResponse:
    """What was said of what, by when an answer is owed; then what was found and done."""
    one = queries.concern_for(request.actor, str(concern))
    said = {name: request.POST.get(name, "").strip() for name in ("verdict", "reason")}
    refusal = None
    if request.method == "POST":
        refusal = attempt(actions.answer, request.actor, str(one.pk), key=request.POST.get("key", ""), **said)
        if refusal is None:
            messages.success(request, f"已答复，反映人{'会收到消息' if one.raiser else '凭链接可以看到答复'}。")
            return redirect("desk:home")
    context = {"one": one, "said": said, "refusal": refusal, "verdicts": VERDICTS[one.kind]}
    return render(request, "desk/concern.html", context, status=refusal.status if refusal else 200)
