"""A text of the city as its page shows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tongban.doors.parts.modes import Modes
from tongban.journey.keeping import RETENTION
from tongban.registers.knowledge import queries as knowledge
from tongban.registers.knowledge.kinds import HELP, STATEMENT, STATEMENTS, Page
from tongban.watch.search import queries as search
from tongban.watch.search.kinds import ARTICLE, QUESTION

SHOWN = 10


def statement(request: HttpRequest, code: str) -> dict[str, Any]:
    """One statement with the others beside it, and which version it is. Raises `NoSuchPage`."""
    others = [(f"/{one}/", title) for one, title in STATEMENTS.items() if one != code]
    return {**shown(request, knowledge.page(code, STATEMENT)), "others": others, "row": knowledge.newest(code)}


def helping(request: HttpRequest) -> dict[str, Any]:
    """The articles in the reader's language; with words, those that answer them, and questions of the guides."""
    q, lang = request.GET.get("q", "").strip()[:100], Modes.of(request.COOKIES).lang
    found = search.search(q) if q else None
    return {
        "q": q, "articles": [] if q else [(one.address, one.said(lang)) for one in knowledge.pages(HELP)],
        "hits": found.of(ARTICLE, QUESTION)[:SHOWN] if found else [],
    }  # fmt: skip


def article(request: HttpRequest, code: str) -> dict[str, Any]:
    """One article of the help, with those that stand beside it. Raises `NoSuchPage`."""
    lang = Modes.of(request.COOKIES).lang
    others = [(one.address, one.said(lang).title) for one in knowledge.pages(HELP) if one.code != code]
    return {**shown(request, knowledge.page(code, HELP)), "others": others}


def shown(request: HttpRequest, page: Page) -> dict[str, Any]:
    """The text in the reader's language, what the platform itself puts in, and whether it had to stay Chinese."""
    lang = Modes.of(request.COOKIES).lang
    told = page.said(lang)
    return {
        "page": page, "told": told, "english": lang == "en" and told is page.english, "retention": RETENTION,
        "untranslated": lang == "en" and page.english is None,
    }  # fmt: skip
