"""Signing in and out (登录、退出)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts import back
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.middleware import actor_of
from tongban.doors.parts.request import Request
from tongban.kernel.errors import Refusal
from tongban.registers.identity import actions as identity


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
                request.actor, name, request.POST.get("password", ""), address=address_of(request)
            )
        except Refusal as refused:
            wrong = refused
        else:
            login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(back.wanted(request, _first_page(request)))
    context = {"name": name, "wrong": wrong, "next": back.wanted(request, "")}
    return render(request, "parts/login.html", context, status=wrong.status if wrong else 200)


@for_everybody
@require_POST
def logout_now(request: Request) -> HttpResponse:
    """Sign out and forget everything this browser was told."""
    logout(request)
    response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # pages kept for where there is no network, too
    return response


def address_of(request: HttpRequest) -> str:
    """The caller's network address: behind our own proxy the last one it added, which nobody can forge."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and not settings.TONGBAN.demo:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _first_page(request: Request) -> str:
    actor = actor_of(request)
    if not actor.is_official:
        return "/my/"
    return "/desk/" if {p.role for p in actor.posts} - {"operator", "supervisor"} else "/office/"
