"""Signing out (退出登录): here, and in the browser of every system that was entered from here."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import sittings
from tongban.doors.parts.headers import POLICY
from tongban.registers.signin import queries as signin
from tongban.registers.sso import queries as sso

PATIENCE = 3  # seconds in which other systems sign out in their frames before one goes on


def leave(request: HttpRequest, to: str = "", title: str = "") -> HttpResponse:
    """Sign out and forget everything this browser was told; then back home, or ``to`` the system one came from."""
    frames: list[str] = []
    if request.user.is_authenticated:
        sitting = signin.sitting_of(request.session.session_key or "")
        frames = sso.frames(sitting.pk if sitting else None)
        sittings.leave(request)
    logout(request)
    if frames or to:
        response = render(request, "parts/left.html", {"frames": frames, "to": to or "/", "title": title})
        origins = " ".join(sorted({_origin(one) for one in frames})) or "'none'"
        response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src {origins}"
        response.headers["Refresh"] = f"{PATIENCE if frames else 0}; url={to or '/'}"
        response.headers["Cache-Control"] = "no-store"
    else:
        response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # pages kept for where there is no network, too
    return response


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
