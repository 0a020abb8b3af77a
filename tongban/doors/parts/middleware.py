"""What every request passes: safe headers, who is standing there, and refusals in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render

from tongban.doors.parts import audience, back, keeping, pages, sittings
from tongban.doors.parts.headers import POLICY
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal, SignInFirst
from tongban.kernel.ids import short_code
from tongban.kernel.once import asking
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotYourMandate, RealNameFirst
from tongban.registers.mandates import queries as mandates

Next = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Headers:
    """The headers of every page; a signed-in page is kept by no cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request.request_id = given if REQUEST_ID.fullmatch(given) else short_code(16)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        actor = getattr(request, "actor", None)
        if "Cache-Control" not in response.headers and actor is not None and actor.signed_in:
            response.headers["Cache-Control"] = "no-store, private"
        return response


class Methods:
    """Only what is used here: a page is asked for or sent a form; what the interfaces take, their own guard says."""

    ON_PAGES = ("GET", "HEAD", "POST")
    NOWHERE = ("TRACE", "TRACK", "CONNECT")

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        method = request.method or ""
        known = method not in self.NOWHERE if request.path.startswith("/api/") else method in self.ON_PAGES
        return self.get_response(request) if known else HttpResponseNotAllowed(self.ON_PAGES)


class ActorOfRequest:
    """``request.actor``: the person or official behind the session, for whom he acts, with the posts of today."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with wall.behind(Actor.nobody(back.door(request))):  # until it is known who he is
            actor = actor_of(request)
        fresh = actor.signed_in and sittings.is_fresh(request)
        actor = actor.with_proof() if fresh else actor
        request.actor = actor  # type: ignore[attr-defined]
        with wall.behind(actor), asking() if request.method in ("GET", "HEAD") else nullcontext():
            return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts. A mandate that ended falls back to oneself, a closed account is signed out at once."""
    door = back.door(request)
    if not request.user.is_authenticated:
        return Actor.nobody(door)
    if sittings.is_over(request, request.user):
        sittings.leave(request, "idle")
        logout(request)
        request.sitting_over = True  # type: ignore[attr-defined]
        return Actor.nobody(door)
    try:
        return mandates.actor_for(request.user, door=door, on_behalf=request.session.get("behalf", ""))
    except NotYourMandate:
        del request.session["behalf"]
        request.mandate_over = True  # type: ignore[attr-defined]
        return identity.actor_for(request.user, door=door)
    except SignInFirst:
        logout(request)
        return Actor.nobody(door)


class Declared:
    """What does not say whom it is for answers as if it did not exist (默认拒绝)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        return None if audience.of(view) else pages.not_found(request)


class RefusalsAsPages:
    """A `Refusal` raised by a verb or question becomes a page, a fragment or a ``problem+json``; so does a bare 405."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or request.method == "HEAD" or pages.wants_json(request):
            return response
        told = pages.not_this_way(request)
        told.headers["Allow"] = response.headers["Allow"]
        return told

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, SignInFirst) and not pages.wants_json(request):
            sent = request.method == "POST" and not pages.wants_fragment(request)
            return _sign_in_keeping(request) if sent else _to_sign_in(request)
        if isinstance(exception, RealNameFirst) and not pages.wants_json(request):
            return _to(request, f"/account/real-name/?{urlencode({'next': _came_from(request)})}")
        return pages.refusal(request, exception)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    over = {"why": "over"} if getattr(request, "sitting_over", False) else {}
    return _to(request, f"/login/?{urlencode({'next': _came_from(request), **over})}")


def _sign_in_keeping(request: HttpRequest) -> HttpResponse:
    """Sign in first, with everything that was sent kept in the form.

    Also where the sitting was found to be over before: by a page that asks by itself, or in another window.
    """
    context = {"over": True, "kept": keeping.lost(request), "next": back.previous(request)}
    return render(request, "parts/login.html", context, status=401)


def _came_from(request: HttpRequest) -> str:
    """The page to go on from afterwards."""
    return request.get_full_path() if request.method == "GET" else back.previous(request)


def _to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
