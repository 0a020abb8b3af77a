"""Signing in and out (登录、退出): a password, and for officials a code of the authenticator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts import back, keeping, leaving, sittings
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.proving import FIELD
from tongban.doors.parts.request import Request
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.entrances import queries as entrances
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.kinds import ADMINISTRATORS
from tongban.registers.signin import actions as signin
from tongban.registers.signin import queries as protected

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

HALFWAY = 600  # seconds between the password and the code


@for_everybody
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login_page(request: Request) -> HttpResponse:
    """Sign in with name and password; what went wrong is said above the form, and the name stays typed."""
    name, wrong = request.POST.get("username", "").strip(), None
    if request.method == "POST":
        try:
            account = identity.sign_in(
                request.actor, name, request.POST.get("password", ""), address=sittings.address_of(request),
                device=_known_device(request, name), choosing=True,
            )
        except Refusal as refused:
            wrong = refused
        else:
            return go_in(request, account)
    context = {"name": name, "wrong": wrong, "next": back.wanted(request, ""), "over": request.GET.get("why") == "over",
               "again": request.GET.get("why") == "again",
               "entrances": entrances.open_ones(), "kept": keeping.carried(request)}  # fmt: skip
    return render(request, "parts/login.html", context, status=wrong.status if wrong else 200)


@for_everybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: Request) -> HttpResponse:
    """The second step: a code of the authenticator, or a recovery code."""
    half = _halfway(request)
    if half is None:
        return redirect("login")
    account, actor, to = half
    if not protected.is_bound(account.pk):
        return redirect("login-binding")
    wrong = None
    if request.method == "POST":
        known = sittings.device(request) if protected.knows_device(account.pk, sittings.device(request)) else ""
        try:
            signin.prove(actor, account.pk, request.POST.get(FIELD, ""), device=known)
        except Refusal as refused:
            wrong = refused
        else:
            entered = request.session["half"].get("entered")
            return sittings.begin(request, account, lambda: _onward(request, to), proved=True, entered=entered)
    context = {"wrong": wrong, "kept": keeping.carried(request)}
    return render(request, "parts/login_code.html", context, status=wrong.status if wrong else 200)


@for_everybody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def binding_page(request: Request) -> HttpResponse:
    """The first sign-in of an official: no way in before an authenticator is bound."""
    half = _halfway(request)
    if half is None:
        return redirect("login")
    account, actor, to = half
    if protected.is_bound(account.pk):
        return redirect("login-code")
    signin.begin_binding(actor, account.pk)
    wrong = None
    if request.method == "POST":
        try:
            codes = signin.bind(actor, account.pk, request.POST.get(FIELD, ""))
        except Refusal as refused:
            wrong = refused
        else:
            page = render(request, "parts/recovery_codes.html", {"codes": codes, "to": to})
            return sittings.begin(request, account, page, proved=True)
    context = {"wrong": wrong, "address": protected.binding_address(actor, account), "forced": True}
    return render(request, "parts/binding.html", context, status=wrong.status if wrong else 200)


@for_everybody
@require_POST
def logout_now(request: Request) -> HttpResponse:
    """Sign out and forget everything this browser was told."""
    return leaving.leave(request)


def _known_device(request: HttpRequest, name: str) -> str:
    token, account = sittings.device(request), None
    if token:
        account = people.account_by_name(name)
    return token if account and protected.knows_device(account.pk, token) else ""


def go_in(request: Request, account: Account, to: str = "", entered: dict[str, Any] | None = None) -> HttpResponse:
    """Whoever gave his password, or was vouched for by an entrance (``entered``): in, or first to the second proof."""
    to = to or back.wanted(request, first_page(account))
    strong = entered is not None and entered["level"] > 2
    if strong or not protected.wants_code(account):
        return sittings.begin(request, account, lambda: _onward(request, to), entered=entered)
    former = sittings.leave_other(request, account)
    request.session.flush()
    half = {"account": str(account.pk), "at": time.ticking(), "to": to, "entered": entered}
    request.session.update({"half": half, "former": former})
    bound = protected.is_bound(account.pk)
    if bound and (kept := keeping.carried(request)):
        return render(request, "parts/login_code.html", {"kept": kept})
    return redirect("login-code" if bound else "login-binding")


def _onward(request: HttpRequest, to: str) -> HttpResponse:
    """Where one wanted to go, or what one was about to send when the sitting ended."""
    kept = keeping.carried(request)
    return keeping.page(request, kept) if kept else redirect(to)


def _halfway(request: HttpRequest) -> tuple[Account, Actor, str] | None:
    half = request.session.get("half")
    if not half or time.ticking() - half["at"] > HALFWAY:
        return None
    account = people.account(half["account"])
    return account, people.actor_for(account, door="portal"), back.safe(request, half["to"])


def first_page(account: Account) -> str:
    """Where somebody begins who did not say where to."""
    actor = people.actor_for(account, door="portal")
    if not actor.is_official:
        return "/my/"
    return "/desk/" if {p.role for p in actor.posts} - {"operator", "supervisor", *ADMINISTRATORS} else "/office/"
