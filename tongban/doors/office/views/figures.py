"""Figures (数据): every one with its definition and its target, per item, and the cases behind it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from tongban.doors.office.standing import Standing, for_office
from tongban.registers.catalogue import queries as catalogue
from tongban.watch.indicators import queries
from tongban.watch.indicators.kinds import FIGURES

SIDES = {"yes": True, "no": False}


@for_office
def listed(request: Standing) -> HttpResponse:
    """All items together and each, between two days of submission."""
    asked = _asked(request)
    found = queries.lines(item=asked["item"], start=_day(asked["from"]), end=_day(asked["to"]))
    context = {
        "lines": found, "figures": FIGURES.values(), "asked": asked, "items": catalogue.arranged(limit=500),
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }  # fmt: skip
    return render(request, "office/figures.html", context)


@for_office
def behind(request: Standing, figure: str) -> HttpResponse:
    """The cases a figure is made of: all of them, those that count, or those that do not."""
    asked, side, after = _asked(request), request.GET.get("side", ""), request.GET.get("after", "")
    seen = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else 0
    found = queries.behind(
        figure, item=asked["item"], start=_day(asked["from"]), end=_day(asked["to"]), hit=SIDES.get(side), after=seen,
    )
    kept: dict[str, str | int] = {name: value for name, value in asked.items() if value}
    context = {
        "figure": queries.definition(figure), "found": found, "titles": queries.titles(found), "side": side,
        "query": urlencode(kept), "asked": asked,
        "more": urlencode({**kept, "side": side, "after": found[-1].pk}) if len(found) == queries.PAGE else "",
    }  # fmt: skip
    return render(request, "office/figure.html", context)


def _asked(request: Standing) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\x00", "")[:80] for name in ("item", "from", "to")}


def _day(text: str) -> date | None:
    """A day, or none where there is none to be read: the whole time then."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
