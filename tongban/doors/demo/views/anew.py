"""Beginning anew (重新载入): everything that was tried is taken away, and the city stands as on the first day."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.audience import for_everybody
from tongban.kernel import shift


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def anew(request: HttpRequest) -> HttpResponse:
    """Ask first; then show how far it is. The page needs no session: there is no database meanwhile."""
    if request.method == "POST" and request.POST.get("sure") == "yes":
        shift.begin_anew()
        response = redirect("demo:anew")
        response.delete_cookie(settings.SESSION_COOKIE_NAME)
        return response
    return render(request, "demo/anew.html", {"progress": shift.progress(), "unsure": request.method == "POST"})
