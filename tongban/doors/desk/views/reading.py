"""What a scanner gun read (扫码枪), wherever it was held: one place that knows a code from a number."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.desk.showing import readings
from tongban.doors.desk.standing import Desked, for_officials
from tongban.doors.desk.views.intake import reception
from tongban.engines.tokens import looks_like_token
from tongban.kernel.errors import Refusal
from tongban.registers.visits import actions as visits
from tongban.registers.visits import permits


@require_POST
@for_officials
def read(request: Desked) -> HttpResponse:
    """Somebody's code receives him at a window and asks for a purpose elsewhere; the rest is found, or looked for.

    It is sent, never asked for by address: a code that still counts must not stand in a log.
    """
    text = readings.plain(request.POST.get("q", ""))
    if not looks_like_token(text):
        return redirect(readings.place_of(request.actor, text) or readings.search(request.actor, text))
    if not permits.receives(request.actor):
        return render(request, "desk/scan.html", {"said": {"code": text, "purpose": ""}})
    try:
        visit = visits.receive_by_code(request.actor, text, key=request.POST.get("key", ""))
    except Refusal as why:
        return reception(request, {}, why)
    return redirect("desk:visit", visit.pk)
