"""The ways in: by what happens in a life (人生事件), by department (部门), by district (区县旗舰店)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, ways
from tongban.registers.catalogue import queries as catalogue
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
