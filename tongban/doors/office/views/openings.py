"""Urgent looks (紧急查阅) for the second person and for the audit: what waits, what is open now, what is found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_watchers
from tongban.kernel.errors import Refusal
from tongban.registers.openings import actions, permits, queries
from tongban.registers.openings.kinds import Finding, State

DONE = {
    "grant": "已批准，从现在起开放，到时自动结束。", "refuse": "没有批准，理由已告知提出的人。",
    "end": "已结束，内容立即不再显示。", "review": "评议已记入留痕。",
}  # fmt: skip


@require_safe
@for_watchers
def listed(request: Standing) -> HttpResponse:
    """What waits for me, and everything I watch over, newest first."""
    rows = queries.watched(request.actor, before=request.GET.get("before", ""))
    context = {
        "waiting": queries.waiting(request.actor), "rows": rows, "departments": shown.department_names(),
        "audits": bool(request.actor.posts_as(permits.AUDITOR)),
        "more": str(rows[-1].pk) if len(rows) == queries.PAGE else "",
    }  # fmt: skip
    return render(request, "office/openings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_watchers
def one(request: Standing, opening: UUID) -> HttpResponse:
    """One of them: granted or refused, ended, reviewed."""
    wrong = None
    queries.opening_for(request.actor, opening)
    if request.method == "POST":
        try:
            _act(request, opening)
        except Refusal as refused:
            if refused.status in (401, 404):
                raise
            wrong = refused
        else:
            messages.success(request, DONE[request.POST["act"]])
            return redirect("office:openings")
    return _page(request, opening, wrong)


def _act(request: Standing, opening: UUID) -> None:
    post, actor = request.POST, request.actor
    act, key = post.get("act", ""), post.get("key", "")
    if act == "grant":
        actions.grant(actor, opening, key=key)
    elif act == "refuse":
        actions.refuse(actor, opening, post.get("why", ""), key=key)
    elif act == "end":
        actions.end(actor, opening, key=key)
    elif act == "review":
        actions.review(actor, opening, post.get("finding", ""), post.get("remark", ""), key=key)
    else:
        raise Refusal("没有选择要办理什么。", next_step="请按页面上的按钮办理。")


def _page(request: Standing, opening: UUID, wrong: Refusal | None) -> HttpResponse:
    row, actor = queries.opening_for(request.actor, opening), request.actor
    open_now = queries.is_open(row)
    context: dict[str, Any] = {
        "opening": row, "wrong": wrong, "open": open_now, "left": queries.minutes_left(row) if open_now else 0,
        "settles": row.state == State.ASKED and permits.may_settle(actor, row),
        "own": permits.is_asker(actor, row), "ends": open_now and permits.may_end(actor, row),
        "reviews": row.to_review and permits.may_review(actor, row), "findings": Finding.choices,
        "departments": shown.department_names(), "said": request.POST,
        "official": queries.posts_behind(row),
    }  # fmt: skip
    return render(request, "office/opening.html", context, status=wrong.status if wrong else 200)
