"""Posts (岗位): given to an official for a desk, an area, a role and a time, and ended; by who keeps security."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tongban.doors.office.standing import Standing, for_security
from tongban.doors.office.views.officials import DONE, page
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.identity import actions


@require_POST
@for_security
def appoint(request: Standing, official: UUID) -> HttpResponse:
    """Give a post, from a day until a day."""
    post = request.POST
    try:
        since, until = _day(post.get("since", ""), "起日"), _day(post.get("until", ""), "止日")
        actions.appoint(
            request.actor, official, post.get("desk", ""), post.get("area", ""), post.get("role", ""), since, until,
            post.getlist("items"), key=post.get("key", ""),
        )  # fmt: skip
    except Refusal as refused:
        return _again(request, official, refused)
    messages.success(request, DONE["appoint"])
    return redirect("office:official", official)


@require_POST
@for_security
def relieve(request: Standing, official: UUID, holding: int) -> HttpResponse:
    """End a post, at once or with a day."""
    try:
        until = _day(request.POST.get("until", ""), "止日")
        actions.relieve(request.actor, holding, until, key=request.POST.get("key", ""))
    except Refusal as refused:
        return _again(request, official, refused)
    messages.success(request, DONE["relieve"])
    return redirect("office:official", official)


def _again(request: Standing, official: UUID, refused: Refusal) -> HttpResponse:
    if refused.status == 401:
        raise refused
    return page(request, official, refused)


def _day(text: str, what: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(f"{what}应为日期，例如 2026-12-01。") from None
