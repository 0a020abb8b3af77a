"""The rarer turns: asked on a page, read as a notice, then served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.showing import checklist, phrases
from tongban.doors.desk.showing.hearings import HEARINGS
from tongban.doors.desk.showing.turns import TURNS, Turn
from tongban.doors.desk.standing import Desked, attempt_with_grace, for_officials, served
from tongban.doors.desk.views.cases import back_to, errand
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.work.approvals import queries as approvals
from tongban.work.cases import permits, queries
from tongban.work.cases.errors import NotNow
from tongban.work.cases.kinds import EXTENSION, Special

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def turn(request: Desked, number: str, verb: str) -> HttpResponse:
    """One rarer turn: asked, read, served."""
    case, asked = queries.case_for(request.actor, number), (TURNS | HEARINGS)[verb]
    permits.require(request.actor, verb, case)
    said, step = asked.said(request.POST), request.POST.get("step", "edit")
    if step != "send" and verb not in {move.verb for move in permits.open_verbs(request.actor, case)}:
        raise NotNow(f"这个办件现在是“{case.get_state_display()}”状态，不能{asked.title}。")
    problems = asked.lacking(said, case)
    if step == "edit" or problems:
        return _page(request, case, asked, problems=problems if step != "edit" else [])
    if step == "preview":
        return errand(request, case, "turn_check", turn=asked, text=asked.text(case, said), typed=request.POST)
    refusal = attempt_with_grace(
        asked.act, request.actor, str(case.pk), **asked.arguments(said), key=request.POST.get("key", "")
    )
    if refusal:
        return _page(request, queries.case_for(request.actor, number), asked, refusal)
    messages.success(request, served(asked.done))
    return back_to(request, case)


def _page(request: Desked, case: Case, asked: Turn, refusal: Refusal | None = None, **context: Any) -> HttpResponse:
    laws = [asked.law, *checklist.laws(case)] if asked.law else checklist.laws(case)
    context |= {"turn": asked, "laws": laws, "phrases": phrases.TURNS.get(asked.verb, ()), "typed": request.POST}
    context |= {name: CHOICES[name](case) for name in asked.asks if name in CHOICES}
    context["asks"] = asked.asks_of(case)
    if asked.verb == "resume":
        context |= _experts(case)
    context["picked"] = request.POST.getlist("officers")
    return errand(request, case, "turn", refusal, **context)


def _kinds(case: Case) -> dict[str, Any]:
    return {"kinds": Special.choices, "officers": identity.officials_of(case.department)}


CHOICES: dict[str, Any] = {
    "area": lambda case: [place for place in places.districts() if place.code != case.area],
    "days": lambda case: range(1, (case.definition.limits.extension or EXTENSION).amount + 1),
    "kind": _kinds,
    "notice": lambda case: case.notices.exclude(kind="rectification").order_by("-served_at"),
    "result": lambda case: case.pauses.filter(ended_at=None).first(),
}


def _experts(case: Case) -> dict[str, str]:
    """Of an expert review: who was asked by name and what they said, to begin its record with."""
    pause = case.pauses.filter(ended_at=None, kind=Special.EXPERT_REVIEW).first()
    said = approvals.experts_said(case, pause.started_at) if pause else []
    views = [f"{name}：{view}" for name, view in said]
    return {"expert_names": "、".join(name for name, _ in said), "expert_views": "\n".join(views)}
