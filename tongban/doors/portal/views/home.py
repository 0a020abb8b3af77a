"""The first page (首页)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, following
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.favourites import queries as favourites
from tongban.work.cases import queries as cases
from tongban.work.packages import queries as packages
from tongban.work.tasks import queries as tasks

SHOWN, NEWS = 5, 4


@for_everybody
def home(request: Request) -> HttpResponse:
    """Search, what waits for me, and the ways in; works signed out."""
    actor = request.actor
    mine = actor.kind == "person" and actor.signed_in and not actor.items  # a mandate opens its items, not this
    items = list(catalogue.items(limit=8))
    facets = finding.facets(finding.Asked(), catalogue.choices())
    themes = {a: [t for t in catalogue.themes(a) if t.count] for a in finding.AUDIENCES}
    return render(request, "portal/home.html", {
        "items": items, "packages": catalogue.packages()[:6], "asked_for": _asked_for(items), "themes": themes,
        "facets": facets, "run_drafts": packages.drafts_of(actor)[:3] if mine else [],
        "runs": [run for run in packages.of_applicant(actor, 3) if run.state == "open"] if mine else [],
        "drafts": cases.drafts_of(actor)[:3] if mine else [], "running": following.running(actor, 3) if mine else [],
        "owed": tasks.owed_by(actor.applicant)[:3] if mine else [], "mine": mine,
        "favourites": favourites.of_holder(actor)[:SHOWN] if mine else [], "news": catalogue.news(NEWS),
        "satisfaction": finding.satisfaction(),
    })  # fmt: skip


def _asked_for(items: Sequence[Any]) -> list[str]:
    """A few everyday words to begin with: first those of whoever has nothing yet, then of who holds a licence."""
    first = sorted(items, key=lambda item: item.current.definition.gives.act != "issue")
    return [item.alias[0] for item in first if item.alias][:SHOWN]
