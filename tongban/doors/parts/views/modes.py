"""Display modes (长者版、字号、高对比度)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts import back
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.modes import CONTRASTS, LANGS, SIZES, keep, set_modes


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show the choices, or keep them and go back to where one was."""
    if request.method == "POST":
        response = redirect(back.wanted(request))
        set_modes(request, response)
        return response
    said = {"sizes": SIZES, "contrasts": CONTRASTS, "langs": LANGS, "next": back.wanted(request, "/")}
    return render(request, "parts/modes.html", said)


@for_everybody
def elder(request: HttpRequest) -> HttpResponse:
    """Elderly mode by one link, as posters and families give it."""
    response = redirect(back.wanted(request))
    keep(response, "elder", "1")
    return response
