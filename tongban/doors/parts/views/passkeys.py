"""Passkeys (通行密钥): one's own, added and removed; and signing in with one, without name or password."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts import back, passkeys, sittings
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.account import signed_in, surely_he
from tongban.doors.parts.views.signing import first_page
from tongban.kernel.errors import Refusal
from tongban.kernel.proof import require_proof
from tongban.registers.identity import queries as people
from tongban.registers.signin import actions, queries
from tongban.registers.signin.kinds import device_name


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@surely_he
def listed(request: Request) -> HttpResponse:
    """What there is, and one more."""
    account, wrong = people.account(str(request.user.pk)), None
    if queries.is_bound(account.pk) or queries.has_passkey(account.pk):
        require_proof(request.actor, "管理通行密钥")
    if request.method == "POST":
        try:
            answer, name = request.POST.get(passkeys.FIELD, ""), request.POST.get("name", "")
            actions.add_passkey(request.actor, account.pk, answer, passkeys.asked(request), name=name)
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "通行密钥已添加，下次可以直接用它登录。")
            return redirect("passkeys")
    context = {
        "keys": queries.passkeys_of(request.actor, account), "wrong": wrong,
        "options": passkeys.to_make(request, request.actor, account) if passkeys.works_here(request) else "",
        "device": device_name(request.headers.get("User-Agent", "")),
    }  # fmt: skip
    return render(request, "parts/passkeys.html", context, status=wrong.status if wrong else 200)


@signed_in
@require_POST
def remove(request: Request, passkey: UUID) -> HttpResponse:
    actions.remove_passkey(request.actor, str(passkey))
    messages.success(request, "通行密钥已删除。")
    return redirect("passkeys")


@for_everybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """Sign in; the device knows its holder, so that nothing more is asked."""
    to, wrong = back.wanted(request, ""), None
    if request.method == "POST":
        try:
            account = actions.enter_by_passkey("portal", request.POST.get(passkeys.FIELD, ""), passkeys.asked(request))
        except Refusal as refused:
            wrong = refused
        else:
            page, keyed = redirect(to or first_page(account)), {"amr": ["pop"]}
            return sittings.begin(request, account, page, proved=True, by="pop", entered=keyed)
    options = passkeys.to_use(request) if passkeys.works_here(request) else ""
    context = {"options": options, "wrong": wrong, "next": to, "kept": [("next", to)]}
    return render(request, "parts/login_passkey.html", context, status=wrong.status if wrong else 200)
