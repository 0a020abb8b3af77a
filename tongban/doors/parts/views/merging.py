"""Two accounts of one person become one (合并账号): with two factors of both, and back within thirty days."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts import sittings
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.account import signed_in
from tongban.kernel.errors import Refusal
from tongban.registers.identity import permits
from tongban.work.mergers import actions, queries


@signed_in
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: Request) -> HttpResponse:
    """What went into this account, and one more."""
    permits.require_himself(request.actor)
    account, said, wrong = str(request.user.pk), request.POST, None
    if request.method == "POST":
        try:
            row = actions.merge(
                request.actor, account, said.get("username", "")[:60], said.get("password", "")[:200],
                said.get("code", "")[:20], address=sittings.address_of(request),
            )  # fmt: skip
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, f"账号 {row.left.username} 已经并入现在的账号，30 天内可以撤销。")
            return redirect("merging")
    context = {"rows": queries.of_account(request.actor, account), "said": said, "wrong": wrong}
    status = wrong.status if wrong else 200
    return render(request, "parts/merging.html", context, status=422 if status == 401 else status)  # he is signed in


@signed_in
@require_POST
def undo(request: Request, merger: UUID) -> HttpResponse:
    """The other account opens again."""
    row = actions.undo(request.actor, str(merger))
    messages.success(request, f"合并已经撤销，账号 {row.left.username} 可以照原来的密码登录。")
    return redirect("merging")
