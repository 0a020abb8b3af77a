"""The ways in: by what happens in a life (人生事件), by department, by district, by hall; short addresses."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, ways
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.places import queries as places
from tongban.registers.places.errors import UnknownPlace

SHOWN = 100


@for_everybody
def life(request: Request) -> HttpResponse:
    """What happens in the life of a person and of a company, with what can be done about it."""
    found = [(label, ways.events(audience)) for audience, label in finding.AUDIENCES.items()]
    return render(request, "portal/life.html", {"found": found, "packages": catalogue.packages()})


@for_everybody
def departments(request: Request) -> HttpResponse:
    """Every department that offers anything, with all it offers."""
    return render(request, "portal/departments.html", {"found": ways.departments()})


@for_everybody
def department(request: Request, code: str) -> HttpResponse:
    """One department: all it offers."""
    found = next((one for one in ways.departments() if one.code == code), None)
    if found is None:
        raise NotRegistered("没有找到这个部门，或者它没有可以申请的事项。", next_step="请从部门列表中选择。")
    return render(request, "portal/department.html", {"office": found})


@for_everybody
def outlets(request: Request) -> HttpResponse:
    """Where people are served, district by district."""
    return render(request, "portal/outlets.html", {"found": places.outlets()[:SHOWN]})


@for_everybody
def outlet(request: Request, code: str) -> HttpResponse:
    """One hall: where it is, when it is open, and what is done there."""
    here = places.outlet(code)
    found = ways.at_outlet(code, catalogue.items(limit=SHOWN))
    return render(request, "portal/outlet.html", {"here": here, "items": found})


@for_everybody
def versions(request: Request, code: str) -> HttpResponse:
    """Every published edition of an item: from when it holds, and what was changed."""
    item = catalogue.item(code)
    return render(request, "portal/versions.html", {"item": item, "found": catalogue.editions_of(code)[:SHOWN]})


@for_everybody
def every_page(request: Request) -> HttpResponse:
    """All public pages by their names (网站地图)."""
    return render(request, "portal/sitemap.html")


@for_everybody
def short(request: Request, **chosen: str) -> HttpResponse:
    """A short address of the list of items (/services/personal/), which keeps what was searched."""
    return redirect(finding.Asked(q=request.GET.get("q", "").strip()[:100], **chosen).address())


@for_everybody
def districts(request: Request) -> HttpResponse:
    """The districts and counties of the city."""
    return render(request, "portal/districts.html", {"found": places.districts()})


@for_everybody
def district(request: Request, code: str) -> HttpResponse:
    """One district: where one is served, what is offered there only, and what everywhere in the city."""
    here = next((one for one in places.districts() if one.code == code), None)
    if here is None:
        raise UnknownPlace("没有找到这个区县。", next_step="请从区县列表中选择。")
    own, shared = ways.in_district(code, catalogue.items(limit=SHOWN))
    return render(request, "portal/district.html", {
        "here": here, "own": own, "shared": shared, "outlets": places.outlets(code), "others": places.districts(),
        "more": "/services/" if len(own) + len(shared) >= SHOWN else "",
    })  # fmt: skip
