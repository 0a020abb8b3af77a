"""The first page of the office."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.office.shown import lines
from tongban.doors.office.standing import AUDIT, OPERATOR, SECURITY, SUPERVISOR, SYSTEM, Standing, for_anybody, reviews
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.ledger import queries as ledger
from tongban.registers.openings import queries as openings
from tongban.watch.supervision import queries as supervision

LATEST = 8


@for_anybody
def home(request: Standing) -> HttpResponse:
    """What one may do here, and the editions published last."""
    published = lines(ledger.recent("catalogue.EditionPublished", limit=LATEST))
    items = catalogue.items_by_code(one.subject.removeprefix("item/") for one in published)
    context = {
        "items": {one.code: one for one in items},
        "operates": bool(request.actor.posts_as(OPERATOR)), "supervises": bool(request.actor.posts_as(SUPERVISOR)),
        "audits": bool(request.actor.posts_as(AUDIT)), "grants": bool(request.actor.posts_as(SECURITY)),
        "arranges": bool(request.actor.posts_as(SYSTEM)),
        "cards": sum(one.answer_by is not None for one in supervision.cards(request.actor)),
        "waiting": len(openings.waiting(request.actor)),
        "library": bool(request.actor.posts_as(OPERATOR, SUPERVISOR)) or reviews(request.actor), "published": published,
    }  # fmt: skip
    return render(request, "office/home.html", context)
