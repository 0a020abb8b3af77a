"""Accounts for the security administrator (账号安全): where one is open, and the way back after a lost phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.office.standing import Standing, for_security
from tongban.doors.parts import kept
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.signin import actions, queries

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account


@for_security
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: Standing) -> HttpResponse:
    """Find an account by its name; end where it is open, or free it of a lost authenticator."""
    name = (request.POST.get("name") or kept.opened(request.actor, request.GET.get("s", ""))).strip()[:60]
    account, wrong = identity.account_by_name(name) if name else None, None
    if request.method == "POST" and account and request.POST.get("act"):
        try:
            _act(request, account)
        except Refusal as refused:
            wrong = refused
        else:
            return redirect(f"/office/accounts/?s={kept.sealed(request.actor, name)}")
    context: dict[str, Any] = {"name": name, "account": account, "wrong": wrong}
    if account:
        context |= {
            "sittings": queries.sittings_of(request.actor, account.pk)[:50], "bound": queries.is_bound(account.pk),
            "reason": request.POST.get("reason", ""), "asked": queries.asked_release(account.pk),
        }  # fmt: skip
    return render(request, "office/accounts.html", context, status=wrong.status if wrong else 200)


def _act(request: Standing, account: Account) -> None:
    asked = request.POST.get("act")
    if asked == "take":
        actions.take_authenticator(request.actor, account.pk, request.POST.get("reason", ""))
        messages.success(request, "验证器已解除，本人下次登录时重新绑定。")
    elif asked == "all":
        ended = actions.end_others(request.actor, account)
        messages.success(request, f"已结束 {ended} 个登录会话。")
