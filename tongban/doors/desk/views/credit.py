"""Credit at the desk (信用): look somebody up, bar him with reason and law, answer a repair asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Invalid, NotAllowed, Refusal
from tongban.registers.credit import actions, permits, queries
from tongban.registers.credit.kinds import Scope
from tongban.registers.identity import queries as identity

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor
    from tongban.registers.identity.kinds import Applicant


@require_safe
@for_officials
def find(request: Desked) -> HttpResponse:
    """An organisation by its credit code: what is on record, and the form to bar it."""
    return _page(request, request.GET.get("code", "").strip())


@require_POST
@for_officials
def impose(request: Desked) -> HttpResponse:
    """登记失信限制."""
    post = request.POST
    code = post.get("code", "").strip()
    found = _holder(request.actor, code)
    if found is None:
        return _page(request, code)
    try:
        until = _day(post.get("until", ""))
    except Refusal as refusal:
        return _page(request, code, refusal)
    refused = attempt(
        actions.impose, request.actor, found.subject, scope=post.get("scope", ""), reason=post.get("reason", ""),
        law=post.get("law", ""), department=post.get("department", ""), until=until, key=post.get("key", ""),
    )
    if refused:
        return _page(request, code, refused)
    messages.success(request, "已登记，当事人会收到通知和修复办法。")
    return redirect(f"{reverse('desk:credit')}?{urlencode({'code': code})}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def bar(request: Desked, bar: UUID) -> HttpResponse:
    """Whether it is mended: lifted or kept, with the reason that is told."""
    found = queries.bar_for(request.actor, str(bar))
    reason, refusal = request.POST.get("reason", ""), None
    if request.method == "POST":
        verb = actions.lift if request.POST.get("verdict") == "lift" else actions.keep
        refusal = attempt(verb, request.actor, str(bar), reason=reason, key=request.POST.get("key", ""))
        if refusal is None:
            messages.success(request, "已答复，当事人会收到通知。")
            return redirect("desk:home")
    context = {"bar": found, "record": queries.record_of(found.holder), "reason": reason, "refusal": refusal}
    return render(request, "desk/bar.html", context, status=refusal.status if refusal else 200)


def _page(request: Desked, code: str, refusal: Refusal | None = None) -> HttpResponse:
    found = _holder(request.actor, code)
    departments = sorted({post.department for post in request.actor.posts_as(*permits.ROLES)})
    context = {
        "code": code, "found": found, "record": queries.record_of(found.subject) if found else None,
        "departments": [identity.department(one) for one in departments], "scopes": Scope.choices,
        "said": request.POST, "refusal": refusal,
    }  # fmt: skip
    status = refusal.status if refusal else 404 if code and found is None else 200
    return render(request, "desk/credit.html", context, status=status)


def _holder(actor: Actor, code: str) -> Applicant | None:
    if not actor.posts_as(*permits.ROLES):
        raise NotAllowed("信用记录由作出限制的部门的审批人员查看。", next_step="如需了解，请联系本部门审批岗位。")
    row = identity.find_organisation(code) if code else None
    return identity.applicant(row.subject) if row else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise Invalid("请检查最后一天的日期。", next_step="日期写成 2027-01-31 的形式；没有期限的不填。") from None
