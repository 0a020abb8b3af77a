"""Around the signatures: back to an earlier step, staying away, asking another desk, who else is looking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.desk.showing import around
from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, errand, page
from tongban.work.approvals import actions
from tongban.work.approvals import queries as approvals
from tongban.work.cases import queries

if TYPE_CHECKING:
    pass


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def sending_back(request: Desked, number: str) -> HttpResponse:
    """退回上一环节: to which, and why."""
    case = queries.case_for(request.actor, number)
    step, reason = request.POST.get("step", ""), request.POST.get("reason", "").strip()
    form: dict[str, Any] = {"steps": approvals.returnable(request.actor, case), "step": step, "reason": reason}
    lacking = _lacking(step=(step, "请选择退回到哪个环节。"), reason=(reason, "请写明退回的理由。"))
    if request.method != "POST" or lacking:
        return errand(request, case, "send_back", problems=lacking if request.method == "POST" else [], **form)
    refusal = attempt(actions.send_back, request.actor, str(case.pk), step, reason, key=request.POST.get("key", ""))
    if refusal:
        return errand(request, case, "send_back", refusal, **form)
    messages.success(request, "已退回，该环节及其后各环节的意见不再有效，退回理由已记入办件。")
    return back_to(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def recusal(request: Desked, number: str) -> HttpResponse:
    """回避: oneself, or by the head somebody of his agency."""
    case, post = queries.case_for(request.actor, number), request.POST
    who, reason = post.get("official", ""), post.get("reason", "").strip()
    ground = "own" if who in ("", request.actor.id) else post.get("ground", "head")
    form: dict[str, Any] = {"officials": around.subordinates(request.actor), "who": who, "reason": reason}
    form |= {"ground": ground}
    lacking = _lacking(reason=(reason, "请写明回避的理由。"))
    if request.method != "POST" or lacking:
        return errand(request, case, "recusal", problems=lacking if request.method == "POST" else [], **form)
    refusal = attempt(
        actions.recuse, request.actor, str(case.pk), reason=reason, official=who, ground=ground, key=post.get("key", "")
    )
    if refusal:
        return errand(request, case, "recusal", refusal, **form)
    messages.success(request, "回避已记入办件，其已认领的待办已退回岗位。")
    return back_to(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def consultation(request: Desked, number: str) -> HttpResponse:
    """征求意见: whom, what, until when."""
    case, post = queries.case_for(request.actor, number), request.POST
    desk, question, due = post.get("desk", ""), post.get("question", "").strip(), _day(post.get("due", ""))
    form: dict[str, Any] = {"desks": around.other_desks(request.actor), "typed": post}
    form["experts"] = around.experts(request.actor, desk)
    lacking = _lacking(
        desk=(desk, "请选择征求哪个岗位的意见。"), question=(question, "请写明需要对方回答的问题。"),
        due=(due, "请选择答复日期。"),
    )  # fmt: skip
    if request.method != "POST" or lacking or due is None:
        return errand(request, case, "consultation", problems=lacking if request.method == "POST" else [], **form)
    refusal = attempt(
        actions.consult, request.actor, str(case.pk), **around.whom(desk), question=question, due_on=due,
        key=post.get("key", ""),
    )  # fmt: skip
    if refusal:
        return errand(request, case, "consultation", refusal, **form)
    messages.success(request, "已发出征求意见，对方答复后会显示在办件中；您的环节不必等待答复。")
    return back_to(request, case)


@require_POST
@for_officials
def view(request: Desked, number: str, consultation: UUID) -> HttpResponse:
    """答复征求意见."""
    case = queries.case_for(request.actor, number)
    said = request.POST.get("answer", "")
    refusal = attempt(actions.answer, request.actor, str(consultation), said, key=request.POST.get("key", ""))
    if refusal:
        return page(request, case, refusal, request.POST.dict())
    messages.success(request, "答复已送达征求意见的部门。")
    return back_to(request, case)


@require_safe
@for_officials
def viewers(request: Desked, number: str) -> HttpResponse:
    """Who else has this case before him; asking says that I do."""
    case = queries.case_for(request.actor, number)
    return render(request, "desk/viewers.html", {"case": case, "watching": actions.seen(request.actor, case)})


def _lacking(**asked: tuple[object, str]) -> list[Problem]:
    return [Problem(name, sentence) for name, (value, sentence) in asked.items() if not value]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
