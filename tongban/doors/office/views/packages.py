"""Packages in the office (一件事运行): how their runs go, and which branch is the slow one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_office
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.work.packages import queries


@for_office
def listed(request: Standing) -> HttpResponse:
    """Every package, with who leads it."""
    context = {"packages": catalogue.packages(), "owners": shown.department_names()}
    return render(request, "office/packages.html", context)


@for_office
def one(request: Standing, code: str) -> HttpResponse:
    """One package: its runs of the last ninety days, branch by branch, counted from the cases themselves."""
    item = catalogue.package_item(code)
    edition = catalogue.package_in_force(code)
    wrong: Refusal | None = None
    try:
        catalogue.joined(edition)
    except Refusal as refused:
        wrong = refused
    context = {
        "item": item, "edition": edition, "figures": queries.figures(code), "drafts": queries.started(code),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "office/package.html", context)
