"""Who signed in with a first word from the window chooses his own password before anything else (临时密码)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongban.doors.parts import pages
from tongban.registers.identity.errors import OwnWordFirst

OPEN = frozenset({"password", "logout", "modes", "elder", "manifest", "worker", "offline", "security-txt"})
"""Where he chooses it, leaves, or sets how the pages look."""


class OwnWord:
    """Leads every other page to the one where a password is chosen, until it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match, user = request.resolver_match, request.user
        waits = user.is_authenticated and user.first_word_until is not None
        if not waits or match is None or match.view_name in OPEN or match.namespace == "demo":
            return None
        if pages.wants_json(request):
            return pages.refusal(request, OwnWordFirst())
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": "/account/password/"})
        return redirect("password")
