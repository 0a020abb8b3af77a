"""What my department gave, changed or ended in the last days (审管联动): for who inspects, on the same day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.doors.desk.standing import Desked, for_officials
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries

DAYS = 30


@require_safe
@for_officials
def newly(request: Desked) -> HttpResponse:
    """The licences themselves, the newest first."""
    codes = {identity.department(post.department).credit_code for post in request.actor.posts}
    found = queries.newly(sorted(code for code in codes if code), days=DAYS)
    return render(request, "desk/newly.html", {"licences": found, "days": DAYS})
