"""Answering to supervision (答复电子监察): explain, or say what was put right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, errand
from tongban.watch.supervision import actions, permits, queries
from tongban.watch.supervision.kinds import Answer
from tongban.work.cases import queries as cases


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def answer(request: Desked, number: str, card: UUID) -> HttpResponse:
    """What the rule saw, and what the department says to it, by its day."""
    case, found = cases.case_for(request.actor, number), queries.card_for(request.actor, str(card))
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "").strip()
    mine = permits.may_answer(request.actor, found)
    form: dict[str, Any] = {"card": found, "mine": mine, "kinds": Answer.choices, "kind": kind, "text": text}
    lacking = [] if kind in Answer.values else [Problem("kind-explain", "请选择说明情况或者已经整改。")]
    lacking += [] if text else [Problem("text", "请写明情况。")]
    if request.method != "POST" or lacking:
        return errand(request, case, "card", problems=lacking if request.method == "POST" else [], **form)
    refusal = attempt(actions.answer, request.actor, str(card), kind=kind, text=text, key=request.POST.get("key", ""))
    if refusal:
        return errand(request, case, "card", refusal, **form)
    messages.success(request, "已答复效能监督，答复记入办件留痕。")
    return back_to(request, case)
