"""Which open dates a new calendar moves, and which no longer say what the clock says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tongban.engines.clocks import Calendar
from tongban.work.cases import clock
from tongban.work.cases.models import Case
from tongban.work.cases.states import OPEN

PAGE = 500
NAMES = {"submitted": "受理答复", "incomplete": "补正", "accepted": "办结", "paused": "办结"}


@dataclass(frozen=True)
class Moved:
    """An open case whose date is another by another calendar."""

    case: Case
    what: str  # which date: the answer whether it is accepted, the supplement, the end
    before: date
    after: date


def moved(before: Calendar, after: Calendar, year: int) -> Iterator[Moved]:
    """The open cases whose date a year's notice moves, page by page in the order of their ids."""
    changed = after.changed(before, year)
    if not changed:
        return
    # A day beyond its date moves nothing; what stands still has a date that is not counted to its end.
    touched = Q(due_on__gte=min(changed)) | Q(supply_by__gte=min(changed), state="incomplete") | Q(state="paused")
    for case in paged(Case.objects.filter(touched, state__in=OPEN)):
        was, will = running(case, before), running(case, after)
        if was and will and was != will:
            yield Moved(case, NAMES[case.state], was, will)


def running(case: Case, by: Calendar) -> date | None:
    """The one date that runs on an open case."""
    return clock.supply_by(case, by) if case.state == "incomplete" else clock.due_on(case, by)


def kept(case: Case) -> date | None:
    """That date as it is kept with the case."""
    return case.supply_by if case.state == "incomplete" else case.due_on


def astray() -> Iterator[Case]:
    """Open cases whose clock runs and whose kept date is not what the clock says (a paused one is set on resuming)."""
    by = clock.calendar()
    for case in paged(Case.objects.filter(state__in=("submitted", "incomplete", "accepted"))):
        if kept(case) != running(case, by):
            yield case


def paged(rows: QuerySet[Case]) -> Iterator[Case]:
    """Every row without its form, a page at a time: nothing waits in memory and no cursor stays open."""
    rows = rows.defer("data", "raw").prefetch_related("pauses", "gaps").order_by("pk")
    page = list(rows[:PAGE])
    while page:
        yield from page
        page = list(rows.filter(pk__gt=page[-1].pk)[:PAGE]) if len(page) == PAGE else []
