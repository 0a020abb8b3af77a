"""Questions to openings: mine, what waits for a second person, what waits for review, what is open now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as people
from tongban.registers.openings import permits
from tongban.registers.openings.errors import NoOpening, NotOpen
from tongban.registers.openings.kinds import LONGEST, PURPOSE, State
from tongban.registers.openings.models import Opening

PAGE = 20


def instant() -> datetime:
    """Now by the machine's own clock: minutes of an opening are real minutes."""
    return datetime.fromtimestamp(time.ticking(), UTC)


def longest() -> int:
    """The most minutes this city lets somebody ask for (TONGBAN_OPENING_MINUTES)."""
    return min(settings.TONGBAN.opening_minutes, LONGEST)


def opening_for(actor: Actor, opening_id: UUID | str) -> Opening:
    """One opening, for who asked, who may be the second person, and the audit administrator. Raises `NoOpening`."""
    row = Opening.objects.filter(pk=as_key(opening_id)).first()
    if row is None or not permits.may_see(actor, row):
        raise NoOpening
    return row


def open_for(actor: Actor, opening_id: UUID | str) -> Opening:
    """The opening through which this official may read now. Raises `NoOpening`, `NotOpen` when its time is over."""
    row = Opening.objects.filter(pk=as_key(opening_id)).first()
    if row is None:
        raise NoOpening
    permits.require_asker(actor, row)
    if not is_open(row):
        raise NotOpen
    return row


def is_open(row: Opening) -> bool:
    """Whether its minutes run; the row may not have been written since they ended."""
    return row.state == State.OPEN and row.until is not None and instant() < row.until


def minutes_left(row: Opening) -> int:
    """Whole minutes until it ends, the one that runs included."""
    seconds = (row.until - instant()).total_seconds() if row.until else 0
    return max(0, int(-(-seconds // 60)))


@contextmanager
def reading(opening: Opening) -> Iterator[None]:
    """Look through an opening that `open_for` has found: the second wall asks again by itself."""
    with wall.saying(PURPOSE):
        yield


def mine(actor: Actor) -> list[Opening]:
    """What this official asked for, newest first."""
    return list(Opening.objects.filter(official=actor.id).order_by("-id")[:PAGE]) if actor.is_official else []


def watched(actor: Actor, *, before: str = "", limit: int = PAGE) -> list[Opening]:
    """Every opening somebody watches over or reviews, newest first; ``before`` is the id of the last one seen."""
    rows = _watched(actor)
    rows = rows.filter(pk__lt=as_key(before)) if before else rows
    return list(rows.order_by("-id")[:limit])


def waiting(actor: Actor, limit: int = PAGE) -> list[Opening]:
    """What waits for this official: for his grant, or for his review; the oldest first."""
    if actor.posts_as(permits.AUDITOR):
        return list(_watched(actor).filter(state=State.ENDED, finding="").order_by("review_on")[:limit])
    rows = _watched(actor).filter(state=State.ASKED).exclude(official=actor.id)
    return list(rows.order_by("id")[:limit])


def _watched(actor: Actor) -> QuerySet[Opening]:
    if not actor.is_official:
        return Opening.objects.none()
    if actor.posts_as("secadmin", permits.AUDITOR):
        return Opening.objects.all()
    reach = Q(pk__in=[])
    for post in actor.posts_as("supervisor"):
        reach |= Q(area__startswith=post.area)
    return Opening.objects.filter(reach)


def posts_behind(row: Opening) -> list[str]:
    """What who asked does by his posts today, for the second person: desk and department."""
    held = people.holdings_of(row.official)
    return [f"{one.desk.department.short} {one.desk.title}" for one in held if one.until is None][:PAGE]


def by_subject(subject: str) -> Opening:
    """The opening behind "opening/<id>", for reactions."""
    return Opening.objects.get(pk=subject.removeprefix("opening/"))


def as_key(text: UUID | str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise NoOpening from None
