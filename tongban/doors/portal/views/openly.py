"""What everybody may see of how the city works (运行公开、好差评), and the short addresses of the portal."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, openly
from tongban.doors.portal.looks import status as state
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue

LATELY, NEWS = timedelta(days=90), 50


@for_everybody
def figures(request: Request) -> HttpResponse:
    """The city's figures of the last ninety days, each with how it is reckoned (运行公开)."""
    start = time.today() - LATELY
    return render(request, "portal/stats.html", {"start": start, **openly.figures(start)})


@for_everybody
def status(request: Request) -> HttpResponse:
    """Whether the platform is well, for whoever wonders whether it is he or we (运行状况)."""
    return render(request, "portal/status.html", {"seen": state.now(), "every": state.FRESH})


@for_everybody
def rated(request: Request) -> HttpResponse:
    """What those say who were served, by department and by item (好差评); few are not shown one by one."""
    return render(request, "portal/rated.html", openly.rated())


@for_everybody
def notices(request: Request) -> HttpResponse:
    """What changed of the items lately, the newest first (公告)."""
    return render(request, "portal/notices.html", {"found": catalogue.news(NEWS)})


@for_everybody
def themes(request: Request) -> HttpResponse:
    """The national themes of which anything is offered, for people and for companies."""
    found = [(audience, label, [t for t in catalogue.themes(audience) if t.count])
             for audience, label in finding.AUDIENCES.items()]  # fmt: skip
    return render(request, "portal/themes.html", {"found": found})


@for_everybody
def theme(request: Request, audience: str, code: str) -> HttpResponse:
    """One theme, as the list of items shows it."""
    return redirect(finding.Asked(audience=audience, theme=code).address())


@for_everybody
def part(request: Request, code: str, where: str) -> HttpResponse:
    """A part of a guide by its own address."""
    return redirect(f"/services/{catalogue.item(code).code}/{where}")


@person_only
def settings(request: Request) -> HttpResponse:
    """Everything one may set for oneself, in one place (设置)."""
    return render(request, "portal/settings.html")
