"""The first page of the office."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.office.shown import lines
from tongban.doors.office.standing import OPERATOR, SUPERVISOR, Standing, for_office
from tongban.registers.ledger import queries as ledger

LATEST = 8


@for_office
def home(request: Standing) -> HttpResponse:
    """What one may do here, and the editions published last."""
    context = {
        "operates": bool(request.actor.posts_as(OPERATOR)), "supervises": bool(request.actor.posts_as(SUPERVISOR)),
        "published": lines(ledger.recent("catalogue.EditionPublished", limit=LATEST)),
    }  # fmt: skip
    return render(request, "office/home.html", context)
