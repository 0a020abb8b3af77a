"""What was typed when a sitting ended by itself (超时保留): it travels in the sign-in page, and is sent afterwards.

Nothing of it is stored: the fields stay in the browser that sent them, hidden in the form that signs in again.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.doors.parts import back

PREFIX, TO = "kept:", "kept-to"
LARGEST = 200_000  # characters; beyond that only the address is kept
NEVER = frozenset({"csrfmiddlewaretoken", "password", "second_factor"})

Fields = list[tuple[str, str]]


def lost(request: HttpRequest) -> Fields:
    """What was sent to a page that found its sitting over, as hidden fields of the sign-in form."""
    lists = request.POST.lists()
    sent = [(f"{PREFIX}{name}", value) for name, values in lists if name not in NEVER for value in values]
    fits = sum(len(name) + len(value) for name, value in sent) <= LARGEST
    return [(TO, request.get_full_path()), *(sent if fits else [])]


def carried(request: HttpRequest) -> Fields:
    """The hidden fields that came with a sign-in form, to go into the next one."""
    if not request.POST.get(TO):
        return []
    found = [(name, value) for name, values in request.POST.lists() if name.startswith(PREFIX) for value in values]
    return [(TO, request.POST[TO]), *found]


def page(request: HttpRequest, kept: Fields) -> HttpResponse:
    """Signed in again: what was typed, to be sent with one click."""
    fields = [(name.removeprefix(PREFIX), value) for name, value in kept if name != TO]
    to = back.safe(request, dict(kept)[TO], "/my/")
    return render(request, "parts/resume.html", {"kept": fields, "to": to})
