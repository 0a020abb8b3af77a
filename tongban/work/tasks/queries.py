from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from tongban.kernel.actor import Actor
from tongban.kernel.once import once_a_page
from tongban.work.tasks.clocking import dated_pages as dated_pages
from tongban.work.tasks.clocking import own_due as own_due
from tongban.work.tasks.errors import NotYourDesk, Recused
from tongban.work.tasks.kinds import TaskState
from tongban.work.tasks.listing import arrived as arrived
from tongban.work.tasks.listing import counts as counts
from tongban.work.tasks.listing import items_of as items_of
from tongban.work.tasks.listing import of_desks, standing_in, within_reach
from tongban.work.tasks.listing import work_list as work_list
from tongban.work.tasks.models import Delegation, Recusal, Task, View
from tongban.work.tasks.pace import FEWEST as FEWEST
from tongban.work.tasks.pace import behind as behind
from tongban.work.tasks.pace import colleagues as colleagues
from tongban.work.tasks.pace import glance as glance
from tongban.work.tasks.pace import pace as pace

PAGE = 50
LATE = 500  # looked at together


def views_of(actor: Actor) -> list[View]:
    """The ways of looking this official has kept, the oldest first."""
    return list(View.objects.filter(official=actor.id).order_by("kept_at"))


def task_for(actor: Actor, task_id: str) -> Task:
    """A task on one of the actor's desks; raises `NotYourDesk`."""
    try:
        found = Task.objects.filter(within_reach(actor)).get(pk=uuid.UUID(str(task_id)))
    except (Task.DoesNotExist, ValueError):
        raise NotYourDesk from None
    return found


def of_subject(subject: str) -> list[Task]:
    """Everything asked for about ``subject``, oldest first."""
    return list(Task.objects.filter(subject=subject).order_by("opened_at"))


def open_of(subject: str, kind: str = "", step: str = "") -> list[Task]:
    """What is open about ``subject``."""
    return [task for task in _open(subject) if kind in ("", task.kind) and step in ("", task.step)]


@once_a_page
def _open(subject: str) -> tuple[Task, ...]:
    return tuple(Task.objects.filter(subject=subject, state=TaskState.OPEN))


def late(kind: str, today: date) -> Iterator[Task]:
    """Open tasks of a kind whose day has passed and whose clock runs, a page at a time in the order of ids."""
    rows = Task.objects.filter(state=TaskState.OPEN, kind=kind, stopped=False, due_on__lt=today).order_by("pk")
    page = list(rows[:LATE])
    while page:
        yield from page
        page = list(rows.filter(pk__gt=page[-1].pk)[:LATE]) if len(page) == LATE else []


def touches(actor: Actor, subject: str) -> bool:
    """Whether ``subject`` is or was on one of this actor's desks: what lets an official see it."""
    return Task.objects.filter(of_desks(actor), subject=subject).exists()


def owed_by(owner: str) -> list[Task]:
    """What a citizen or company owes us."""
    return list(Task.objects.filter(owner=owner, state=TaskState.OPEN).order_by("due_on")[:PAGE])


def claimed_by(official: str, limit: int = 500) -> list[Task]:
    """What an official has taken from his desks and not done."""
    return list(Task.objects.filter(claimed_by=official, state=TaskState.OPEN).exclude(desk="").order_by("id")[:limit])


def due_before(day: date, limit: int = 500) -> list[Task]:
    """Open tasks whose date is before ``day`` and whose clock runs."""
    rows = Task.objects.filter(state=TaskState.OPEN, stopped=False, due_on__lt=day).order_by("due_on")
    return list(rows[:limit])


def may_take(actor: Actor, task: Task) -> bool:
    """Whether a task is free, his own, or claimed by somebody for whom he stands in at that desk."""
    if task.claimed_by in ("", actor.id):
        return True
    return any(one.official == task.claimed_by and one.post.desk == task.desk for one in standing_in(actor))


def delegations_of(actor: Actor, limit: int = PAGE) -> list[Delegation]:
    """What this official left to colleagues, and what he gave as a head for others, newest first."""
    rows = Delegation.objects.filter(Q(official=actor.id) | Q(given_by=actor.id))
    return list(rows.order_by("-given_at")[:limit])


@once_a_page
def recusals(subject: str) -> tuple[Recusal, ...]:
    """Who stays away from a matter, in the order of deciding."""
    return tuple(Recusal.objects.filter(subject=subject).order_by("at"))


def is_recused(official: str, subject: str) -> bool:
    return any(row.official == official for row in recusals(subject))


def not_recused(actor: Actor, subject: str) -> None:
    """Raise `Recused` when this official must stay away from the matter."""
    if actor.is_official and is_recused(actor.id, subject):
        raise Recused
