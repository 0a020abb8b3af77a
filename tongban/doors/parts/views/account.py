"""Sign-in and security (登录与安全): the authenticator, recovery codes, and where one is signed in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts import back, sittings
from tongban.doors.parts.audience import for_signed_in
from tongban.doors.parts.proving import FIELD
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.signing import first_page
from tongban.kernel.errors import Invalid, Refusal, SignInFirst
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.identity.kinds import LEVELS, REAL_NAME
from tongban.registers.signin import actions, queries

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Whoever is signed in sees his own account, and nobody else's."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.signed_in:
            raise SignInFirst
        return view(request, *args, **kwargs)

    return for_signed_in(never_cache(guarded))


def surely_he(view: View) -> View:
    """Ways of signing in, and where one is signed in, change only for who signed in within ten minutes (再次登录)."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.signed_in and not sittings.is_recent(request):
            to = request.get_full_path() if request.method == "GET" else "/account/"
            return redirect(f"/login/?{urlencode({'next': to, 'why': 'again'})}")
        return view(request, *args, **kwargs)

    return guarded


@signed_in
def overview(request: Request) -> HttpResponse:
    """How the account is protected, and every browser in which it is open."""
    account = people.account(str(request.user.pk))
    return render(request, "parts/account.html", {
        "account": account, "bound": queries.is_bound(account.pk), "left": queries.recovery_codes_left(account.pk),
        "sittings": queries.sittings_of(request.actor, account.pk)[:50], "session": request.session.session_key,
        "must": bool(account.official_id), "level": LEVELS[request.actor.strength] if account.person_id else "",
        "real": request.actor.strength >= REAL_NAME,
    })  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@surely_he
def binding(request: Request) -> HttpResponse:
    """Bind an authenticator of one's own accord."""
    account, wrong = people.account(str(request.user.pk)), None
    to = back.wanted(request, "/account/")
    if queries.is_bound(account.pk):
        return redirect(to)
    actions.begin_binding(request.actor, account.pk)
    if request.method == "POST":
        try:
            codes = actions.bind(request.actor, account.pk, request.POST.get(FIELD, ""))
        except Refusal as refused:
            wrong = refused
        else:
            context = {"codes": codes, "to": to, "elsewhere": _elsewhere(request)}
            return render(request, "parts/recovery_codes.html", context)
    context = {"wrong": wrong, "address": queries.binding_address(request.actor, account)}
    return render(request, "parts/binding.html", context, status=wrong.status if wrong else 200)


@signed_in
@require_POST
def recovery_codes(request: Request) -> HttpResponse:
    """New recovery codes; asked for with a fresh code only."""
    codes = actions.make_recovery_codes(request.actor, str(request.user.pk))
    return render(request, "parts/recovery_codes.html", {"codes": codes, "to": "/account/"})


@signed_in
@require_POST
def authenticator_taken(request: Request) -> HttpResponse:
    """Free the account of its authenticator, to bind another telephone."""
    actions.take_authenticator(request.actor, str(request.user.pk), "本人更换验证器")
    messages.success(request, "原来的验证器已解除，请绑定新的验证器。")
    return redirect("binding")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Request) -> HttpResponse:
    """Change one's own password (修改密码), or choose it after a first word; other browsers are signed out with it."""
    account, wrong = people.account(str(request.user.pk)), None
    chosen = account.first_word_until is not None
    if request.method == "POST":
        try:
            _change_password(request, account)
        except Refusal as refused:
            wrong = refused
        else:
            if chosen:
                messages.success(request, "密码已设置，下次请用它登录。临时密码已经作废。")
                return redirect(first_page(account))
            messages.success(request, "密码已修改，其他设备上的登录已全部结束。")
            return redirect("account")
    context = {"account": account, "wrong": wrong}
    status = wrong.status if wrong else 200
    # A wrong former password is a field to mend: signed in he is.
    return render(request, "parts/password.html", context, status=422 if status == 401 else status)


@signed_in
@require_POST
@surely_he
def end(request: Request, sitting: str) -> HttpResponse:
    """End one of my sittings."""
    actions.end(request.actor, sitting)
    messages.success(request, "这个会话已经结束，那台设备需要重新登录。")
    return redirect("account")


@signed_in
@require_POST
@surely_he
def end_others(request: Request) -> HttpResponse:
    """End all of my sittings but this one."""
    account = people.account(str(request.user.pk))
    ended = actions.end_others(request.actor, account, request.session.session_key or "")
    messages.success(request, f"已结束其他 {ended} 个登录会话。")
    return redirect("account")


def _change_password(request: Request, account: Account) -> None:
    """The former one is asked for, and guessed no faster than at the door."""
    new = request.POST.get("new_password", "")
    if new != request.POST.get("again_password", ""):
        raise Invalid("两次输入的新密码不一样。", next_step="请把新密码再输入一遍。")
    attempt = identity.try_once(f"password/{account.pk}", sittings.address_of(request), "修改密码")
    changed = identity.change_password(request.actor, account.pk, new, old=request.POST.get("password", ""))
    identity.tried_rightly(attempt)
    sittings.rehash(request, changed)
    with suppress(NotRegistered):  # nobody is signed in elsewhere
        actions.end_others(request.actor, changed, request.session.session_key or "")


def _elsewhere(request: Request) -> bool:
    return queries.sittings_of(request.actor, str(request.user.pk)).count() > 1
