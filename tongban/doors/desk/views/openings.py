"""Reading what one's posts do not show (紧急查阅): asking, waiting for the second person, reading, ending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.desk.showing import opened, preview
from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.materials.errors import NotYourMaterial
from tongban.registers.openings import actions, permits, queries
from tongban.registers.openings.kinds import Asked, Ground, State
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as case_rows

WORDS = ("about", "number", "ground", "reason", "basis", "minutes", "whole")
USUAL = 30  # minutes


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
@sensitive_post_parameters("number")
def listed(request: Desked) -> HttpResponse:
    """What I asked for, and asking anew."""
    said = {name: request.POST.get(name, "").strip() for name in WORDS}
    if request.method != "POST":
        return _asked(request, said | {"about": "case", "minutes": str(min(USUAL, queries.longest()))})
    if not said["number"]:
        return _asked(request, said, problems=[Problem("number", "请填写办件编号或者证件号码。")])
    minutes = int(said["minutes"]) if said["minutes"].isdecimal() and len(said["minutes"]) < 4 else 0
    asked = Asked(said["ground"], said["reason"], said["basis"], minutes, said["whole"] == "yes")
    ask = actions.ask_for_person if said["about"] == "person" else cases.ask_opening
    refusal = attempt(ask, request.actor, said["number"], asked, key=request.POST.get("key", ""))
    if refusal:
        problems = [Problem(one["field"], one["sentence"]) for one in refusal.details.get("problems", ())]
        return _asked(request, said, None if problems else refusal, problems)
    messages.success(request, "已提出。请电话告知安全管理员或者督查人员批准；两小时内没有批准的，自动作废。")
    return redirect("desk:openings")


@require_safe
@for_officials
@never_cache
def one(request: Desked, opening: UUID) -> HttpResponse:
    """One opening of mine: how it stands, or what it shows; each time it is shown is a look."""
    row = queries.opening_for(request.actor, opening)
    permits.require_asker(request.actor, row)
    if not queries.is_open(row):
        return render(request, "desk/opening.html", {"opening": row, "over": row.state == State.OPEN})
    row = actions.look(request.actor, row.pk)
    with queries.reading(row):
        shown = opened.case_shown(request.actor, row) if row.of_case else opened.person_shown(row)
        context = {"opening": row, "left": queries.minutes_left(row), "reading": True, **shown}
        return render(request, "desk/opening.html", context)


@require_safe
@for_officials
@never_cache
def picture(request: Desked, opening: UUID, code: str, version: int, page: int) -> HttpResponse:
    """One page of a document of the open case, with who looks drawn into it; a look of its own."""
    row = queries.open_for(request.actor, opening)
    with queries.reading(row):
        case = case_rows.opened_case(row)
        material = preview.given(case, code, version)
        if material is None or not 1 <= page <= material.pages:
            raise NotYourMaterial
        title = case.definition.material(code).title
    actions.look(request.actor, row.pk, f"材料：{title}")
    with queries.reading(row):
        shown = preview.picture(material, page, "", "", request.actor)
    return HttpResponse(shown, content_type="image/jpeg")


@require_POST
@for_officials
def end(request: Desked, opening: UUID) -> HttpResponse:
    """I have seen what I needed."""
    refusal = attempt(actions.end, request.actor, opening, key=request.POST.get("key", ""))
    if refusal:
        row = queries.opening_for(request.actor, opening)
        return render(request, "desk/opening.html", {"opening": row, "refusal": refusal}, status=refusal.status)
    messages.success(request, "已结束，内容不再显示。审计管理员会在事后评议这次查阅。")
    return redirect("desk:openings")


def _asked(
    request: Desked, said: dict[str, str], refusal: Refusal | None = None, problems: list[Problem] | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "said": said, "refusal": refusal, "problems": problems or [], "rows": queries.mine(request.actor),
        "may": permits.may_ask(request.actor), "grounds": Ground.choices, "longest": queries.longest(),
    }  # fmt: skip
    status = refusal.status if refusal else 422 if problems else 200
    return render(request, "desk/openings.html", context, status=status)
