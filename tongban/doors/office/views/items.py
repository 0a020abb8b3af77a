"""The catalogue (事项目录): the list, one item, its editions and what changed between them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from tongban.doors.office import drafts, shown
from tongban.doors.office.standing import OPERATOR, Standing, for_office
from tongban.kernel import time
from tongban.registers.catalogue import queries
from tongban.registers.catalogue.errors import NoSuchEdition
from tongban.registers.catalogue.kinds import words
from tongban.registers.ledger import queries as ledger
from tongban.watch.indicators import queries as figures
from tongban.work.revisions import queries as revisions

PAGE = 30


@for_office
def listed(request: Standing) -> HttpResponse:
    """Every item, offered or not."""
    q, after = request.GET.get("q", "").replace("\x00", ""), request.GET.get("after", "").replace("\x00", "")
    found = queries.arranged(q, after=after, limit=PAGE)
    more = f"?q={q}&after={found[-1].code}" if len(found) == PAGE else ""
    context = {"items": found, "q": q, "more": more, "states": words.TASK_STATES, "kinds": words.KINDS}
    context["owners"] = shown.department_names()
    return render(request, "office/items.html", context)


@for_office
def one(request: Standing, code: str) -> HttpResponse:
    """An item: its editions, how complete it is, what it says."""
    item, editions = queries.item(code), queries.editions_of(code)
    if item.current is None:
        raise NoSuchEdition
    context = {
        "item": item, "editions": editions, "today": time.today(), "state": words.TASK_STATES[item.state],
        "complete": shown.completeness(item.current.definition), "definition": item.current.definition,
        "drawing": mark_safe(drafts.steps(item.current.definition)),  # noqa: S308 - our own drawing, escaped
        "line": figures.of_item(code),
        "operates": bool(request.actor.posts_as(OPERATOR)),
        "revisions": revisions.open_of_item(code), "successors": queries.successors(item),
        "happened": shown.lines(ledger.timeline(item.subject))[::-1],
    }  # fmt: skip
    return render(request, "office/item.html", context)


@for_office
def edition(request: Standing, code: str, number: int) -> HttpResponse:
    """One edition as it was published, every element."""
    row = _edition(code, number)
    context = {"item": row.item, "edition": row, "complete": shown.completeness(row.definition)}
    return render(request, "office/edition.html", context)


@for_office
def changes(request: Standing, code: str) -> HttpResponse:
    """What differs between two editions, field by field; by default between the newest and the one before."""
    editions = queries.editions_of(code)
    if not editions:
        raise NoSuchEdition
    newest = editions[0].number
    after = _edition(code, _number(request.GET.get("after", ""), newest))
    before = _edition(code, _number(request.GET.get("before", ""), max(1, after.number - 1)))
    found = shown.differences(queries.diff(before, after))
    context = {"item": after.item, "editions": editions, "before": before, "after": after, "differences": found}
    return render(request, "office/changes.html", context)


def _edition(code: str, number: int) -> queries.Edition:
    for row in queries.editions_of(code):
        if row.number == number:
            return row
    raise NoSuchEdition


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
