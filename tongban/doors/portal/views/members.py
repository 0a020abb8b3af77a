"""Who acts for the organisation (成员与授权): by whom, in what, how far, until when; ended with one click."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.mandating import day
from tongban.kernel import time
from tongban.kernel.errors import Invalid, NotYours, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import actions, queries
from tongban.registers.identity.kinds import MEMBER_ROLES, RIGHTS

GIVEN = {role: name for role, name in MEMBER_ROLES.items() if role != "legal"}
"""What is given here; who represents the organisation stands in its registration."""


@person_only
@sensitive_post_parameters("name", "id_number")
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: Request) -> HttpResponse:
    """Everybody who acts for it today, and for its head the form to let somebody in."""
    organisation, wrong = _organisation(request), None
    if not organisation:
        messages.info(request, "请先切换到单位身份，再查看成员与授权。")
        return redirect("portal:identity")
    said = request.POST
    if request.method == "POST":
        try:
            _empower(request, organisation)
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "授权已经生效，可以随时撤销。")
            return redirect("portal:members")
    rows = list(queries.members_of(organisation))
    names = catalogue.titles({code for row in rows for code in row.items})
    context = {
        "rows": [(row, MEMBER_ROLES[row.role], _within(row, names), _rights(row)) for row in rows],
        "may": queries.may_empower(request.actor, organisation), "me": request.actor.id,
        "roles": {r: n for r, n in GIVEN.items() if queries.may_empower(request.actor, organisation, r)},
        "items": catalogue.items(audience="company", limit=100), "chosen": said.getlist("items"),
        "rights": [(right, name, right in said.getlist("may") or not said) for right, name in RIGHTS.items()][1:],
        "said": said, "wrong": wrong, "first": time.today().isoformat(),
    }  # fmt: skip
    return render(request, "portal/members.html", context, status=wrong.status if wrong else 200)


@person_only
@require_POST
def end(request: Request, person: UUID, role: str) -> HttpResponse:
    """End somebody's mandate, or give up one's own; it counts no more with his next click."""
    organisation = _organisation(request)
    if not organisation:
        raise NotYours("没有找到这项授权，可能已经撤销。", next_step="请先切换到单位的身份，再从“经办人”页面操作。")
    actions.leave(request.actor, str(person), organisation, role, key=request.POST.get("key", ""))
    messages.success(request, "授权已经撤销，立即生效。")
    return redirect("portal:members" if str(person) != request.actor.id else "portal:identity")


def _organisation(request: Request) -> str:
    kind, _, key = request.actor.on_behalf.partition("/")
    return key if kind == "organisation" else ""


def _empower(request: Request, organisation: str) -> None:
    said = request.POST
    until = day(said.get("until", ""))
    if said.get("until") and until is None:
        raise Invalid("授权截止日期不是有效的日期。", problems=[{"field": "until", "sentence": "请重新选择日期。"}])
    handler = said.get("role") == "handler"
    actions.empower(
        request.actor, organisation, said.get("name", "")[:100], said.get("id_number", "")[:30], said.get("role", ""),
        until, items=said.getlist("items") if handler else (), may=("see", *said.getlist("may")) if handler else (),
        key=said.get("key", ""),
    )  # fmt: skip


def _within(row: Any, names: dict[str, str]) -> str:
    return "、".join(names.get(code, code) for code in row.items) or "全部事项"


def _rights(row: Any) -> str:
    return "、".join(RIGHTS[right] for right in row.may or RIGHTS)
