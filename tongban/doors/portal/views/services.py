"""Finding a service (找事项): by what one says, by choices; suggestions while one is still typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, hearing
from tongban.registers.catalogue import queries as catalogue
from tongban.watch.search import queries as search
from tongban.watch.search.kinds import DEPARTMENT, ITEM, PACKAGE, QUESTION, Hit

CHOICES = ("q", "audience", "theme", "department", "area", "sort")
BESIDE = 5


@for_everybody
def find(request: Request) -> HttpResponse:
    """Search and facets; every choice is a link."""
    asked = finding.Asked(**{name: request.GET.get(name, "").strip()[:100] for name in CHOICES})
    after = request.GET.get("after", "")
    if asked.q:
        told = search.search(asked.q)
        hearing.searched(request, told)
        context = _found(asked, told, after)
    else:
        context = _all(asked, after)
    context |= {"asked": asked, "department": finding.department_name(asked.department) if asked.department else ""}
    return render(request, "portal/services.html", context)


@for_everybody
def suggest(request: Request) -> HttpResponse:
    """What somebody may mean who is still typing, as a piece of a page (联想)."""
    q = request.GET.get("q", "").strip()[:100]
    answer = render(request, "portal/suggestions.html", {"groups": search.suggest(q) if q else [], "q": q})
    answer["Cache-Control"] = "private, max-age=60"
    return answer


def _all(asked: finding.Asked, after: str) -> dict[str, Any]:
    """Everything that is offered, as the choices leave it."""
    found = catalogue.items(asked.audience, asked.theme, asked.department, area=asked.area, after=after)
    facets = finding.facets(asked)
    more = found[-1].page_key if len(found) == catalogue.PAGE else ""  # type: ignore[attr-defined]
    return {
        "found": [(item, None) for item in found], "facets": facets, "chosen": finding.chosen(asked, facets),
        "more": _more(asked, more),
    }  # fmt: skip


def _found(asked: finding.Asked, told: search.Found, after: str) -> dict[str, Any]:
    """What the words led to, as the choices leave it; packages first, questions and departments beside."""
    facets = finding.facets(asked, told.of(ITEM))
    hits = search.arranged(finding.fitting(asked, told.of(ITEM)), asked.sort)
    start = 1 + next((n for n, hit in enumerate(hits) if hit.key == after), -1) if after else 0
    page = hits[start : start + search.PAGE]
    first = not after
    packages = finding.fitting(asked, told.of(PACKAGE)) if first else []
    return {
        "found": _rows(page), "packages": _rows(packages), "facets": facets, "chosen": finding.chosen(asked, facets),
        "questions": told.of(QUESTION)[:BESIDE] if first else [],
        "departments": told.of(DEPARTMENT)[:BESIDE] if first else [],
        "sorts": [(word, asked.address(sort=code), asked.sort == code) for code, word in search.SORTS.items()],
        "more": _more(asked, page[-1].key if start + search.PAGE < len(hits) else ""),
    }  # fmt: skip


def _rows(hits: Sequence[Hit]) -> list[tuple[Any, Hit]]:
    """Each hit with its item as the catalogue has it now."""
    items = {item.code: item for item in catalogue.items_by_code(hit.key for hit in hits)} if hits else {}
    return [(items[hit.key], hit) for hit in hits if hit.key in items and items[hit.key].offered]


def _more(asked: finding.Asked, after: str) -> str:
    here = asked.address()
    return f"{here}{'&' if '?' in here else '?'}{urlencode({'after': after})}" if after else ""
