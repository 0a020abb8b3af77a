"""Finding a service (找事项)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding
from tongban.registers.catalogue import queries as catalogue


@for_everybody
def find(request: Request) -> HttpResponse:
    """Search and facets; every choice is a link."""
    given = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "audience", "theme", "department")}
    asked = finding.Asked(**given)
    found = catalogue.items(asked.audience, asked.theme, asked.department, asked.q, after=request.GET.get("after", ""))
    more = ""
    if len(found) == catalogue.PAGE:
        here = asked.address()
        more = f"{here}{'&' if '?' in here else '?'}{urlencode({'after': found[-1].page_key})}"  # type: ignore[attr-defined]
    first = bool(asked.q) and not request.GET.get("after")
    context = {"asked": asked, 
               "packages": catalogue.packages(asked.q, asked.audience) if first else [],
                "found": found, "facets": finding.facets(asked), "more": more,
               "department": finding.department_name(asked.department) if asked.department else ""}  # fmt: skip
    return render(request, "portal/services.html", context)
