"""Finding a service (找事项): by what one says, by choices; suggestions while one is still typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import finding, hearing
from tongban.registers.catalogue import queries as catalogue
from tongban.watch.search import queries as search
from tongban.watch.search.kinds import ARTICLE, DEPARTMENT, ITEM, PACKAGE, QUESTION, Hit

CHOICES = tuple(one.name for one in fields(finding.Asked))
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
    context |= {
        "asked": asked, "bare": finding.Asked(q=asked.q, sort=asked.sort).address(),
        "department": finding.department_name(asked.department) if asked.department else "", "rated": finding.rated(),
    }  # fmt: skip
    return render(request, "portal/services.html", context)


@for_everybody
def suggest(request: Request) -> HttpResponse:
    """What somebody may mean who is still typing, as a piece of a page (联想)."""
    q = request.GET.get("q", "").strip()[:100]
    groups = search.suggest(q) if q else [("大家常办", _hot())]
    answer = render(request, "portal/suggestions.html", {"groups": groups, "q": q})
    answer["Cache-Control"] = "private, max-age=60"
    return answer


def _hot() -> list[dict[str, str]]:
    """What is asked for most, before anything is typed."""
    codes = finding.hottest(BESIDE)
    titles = catalogue.titles(codes)
    return [{"title": titles[one], "address": f"/services/{one}/", "why": ""} for one in codes if one in titles]


def _all(asked: finding.Asked, after: str) -> dict[str, Any]:
    """Everything that is offered, as the choices leave it."""
    rows = catalogue.choices()
    facets, codes = finding.facets(asked, rows), [row.code for row in finding.every(asked, rows)]
    page, more = _page(codes, after, catalogue.PAGE)
    items = {item.code: item for item in catalogue.items_by_code(page)}
    return {
        "found": [(items[code], None) for code in page], "facets": finding.narrowing(facets, len(codes)),
        "chosen": finding.chosen(asked, facets), "sorts": _sorts(asked, "used", finding.SORTS),
        "more": _more(asked, more), "many": len(codes),
    }  # fmt: skip


def _found(asked: finding.Asked, told: search.Found, after: str) -> dict[str, Any]:
    """What the words led to, as the choices leave it; packages first, questions and departments beside."""
    rows = {row.code: row for row in catalogue.choices()}
    facets = finding.facets(asked, [rows[hit.key] for hit in told.of(ITEM) if hit.key in rows])
    hits = {hit.key: hit for hit in finding.among(asked, told.of(ITEM), rows)}
    page, more = _page(list(hits), after, search.PAGE)
    first = not after
    packages = finding.fitting(asked, told.of(PACKAGE)) if first else []
    return {
        "found": _rows([hits[key] for key in page]), "packages": _rows(packages),
        "facets": finding.narrowing(facets, len(hits)), "chosen": finding.chosen(asked, facets),
        "questions": told.of(QUESTION)[:BESIDE] if first else [],
        "articles": told.of(ARTICLE)[:BESIDE] if first else [],
        "departments": told.of(DEPARTMENT)[:BESIDE] if first else [],
        "sorts": _sorts(asked, "", {"": "最相关", **finding.SORTS}), "more": _more(asked, more), "many": len(hits),
    }  # fmt: skip


def _page(codes: list[str], after: str, size: int) -> tuple[list[str], str]:
    """One page behind ``after``, and where the next one begins; an ``after`` that is gone begins anew."""
    start = codes.index(after) + 1 if after in codes else 0
    page = codes[start : start + size]
    return page, page[-1] if start + size < len(codes) else ""


def _sorts(asked: finding.Asked, usual: str, words: dict[str, str]) -> list[tuple[str, str, bool]]:
    """The orders, each with its address; the usual one needs no word in it."""
    now = asked.sort if asked.sort in words else usual
    return [(word, asked.address(sort="" if code == usual else code), now == code) for code, word in words.items()]


def _rows(hits: Sequence[Hit]) -> list[tuple[Any, Hit]]:
    """Each hit with its item as the catalogue has it now."""
    items = {item.code: item for item in catalogue.items_by_code(hit.key for hit in hits)} if hits else {}
    return [(items[hit.key], hit) for hit in hits if hit.key in items and items[hit.key].offered]


def _more(asked: finding.Asked, after: str) -> str:
    here = asked.address()
    return f"{here}{'&' if '?' in here else '?'}{urlencode({'after': after})}" if after else ""
