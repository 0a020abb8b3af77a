from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet, Value

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.once import once_a_page
from tongban.registers.identity import queries as identity
from tongban.work.tasks.clocking import dated_pages as dated_pages
from tongban.work.tasks.clocking import own_due as own_due
from tongban.work.tasks.errors import NotYourDesk, Recused
from tongban.work.tasks.kinds import StandIn, TaskState
from tongban.work.tasks.models import Delegation, Recusal, Task, View

PAGE = 50
LATE = 500  # looked at together
NEAR = 3  # days
CITY = 4  # digits of a division's code that name its city


def of_desks(actor: Actor) -> Q:
    """What lies on the desks of this actor's posts, each in its area."""
    mine = Q(desk="", owner="", claimed_by=actor.id) if actor.posts_as("expert") else Q(pk__in=[])
    for post in actor.posts:
        mine |= Q(desk=post.desk, area__startswith=post.area) if post.area else Q(desk=post.desk)
    return mine


def within_reach(actor: Actor) -> Q:
    """What lies on his desks, and what the same desk elsewhere in the city may do as well (全市通办)."""
    found = of_desks(actor)
    for post in actor.posts:
        found |= Q(anywhere=True, desk=post.desk, area__startswith=post.area[:CITY])
    return found


def work_list(
    actor: Actor, tab: str = "all", *, after: tuple[str, str] | None = None, limit: int = PAGE, clock: str = ""
) -> QuerySet[Task]:
    """My work list, most urgent first. Tabs: all, unclaimed (待认领), mine (我的), done (已办).

    ``after`` is the (due date or "", id) of the last row seen: pages go by key. ``clock``: only what is overdue, due
    within three days ("near"), or stopped.
    """
    if tab == "done":
        return Task.objects.filter(closed_by=actor.id).exclude(state=TaskState.OPEN).order_by("-closed_at")[:limit]
    rows = Task.objects.filter(of_desks(actor), state=TaskState.OPEN)
    if tab == "unclaimed":
        rows = rows.filter(claimed_by="")
    elif tab == "mine":
        rows = rows.filter(claimed_by=actor.id)
    else:
        rows = rows.filter(Q(claimed_by="") | Q(claimed_by=actor.id) | Q(claimed_by__in=_away(actor)))
    rows = rows.filter(_clocks().get(clock, Q()))
    if after:
        rows = rows.filter(_behind(*after))
    return rows.order_by(F("due_on").asc(nulls_last=True), "id")[:limit]


def _clocks() -> dict[str, Q]:
    today = time.today()
    return {
        "overdue": Q(due_on__lt=today, stopped=False), "stopped": Q(stopped=True),
        "near": Q(due_on__gte=today, due_on__lte=today + timedelta(days=NEAR), stopped=False),
    }  # fmt: skip


def views_of(actor: Actor) -> list[View]:
    """The ways of looking this official has kept, the oldest first."""
    return list(View.objects.filter(official=actor.id).order_by("kept_at"))


def _behind(due: str, key: str) -> Q:
    """What comes after a row in the list; what has no date comes last."""
    if not due:
        return Q(due_on=None, id__gt=key)
    return Q(due_on__gt=due) | Q(due_on=due, id__gt=key) | Q(due_on=None)


def counts(actor: Actor, most: int = 100) -> dict[str, int]:
    """How many lie on each tab, counted up to ``most`` (a list is never counted to the end)."""
    free, mine = (
        work_list(actor, tab, limit=most).annotate(tab=Value(tab)).values_list("tab", flat=True)
        for tab in ("unclaimed", "mine")
    )
    rows = Counter(free.union(mine, all=True))
    found = {tab: rows[tab] for tab in ("unclaimed", "mine")}
    return {"all": min(sum(found.values()), most), **found}


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


def due_before(day: date, limit: int = 500) -> list[Task]:
    """Open tasks whose date is before ``day`` and whose clock runs."""
    rows = Task.objects.filter(state=TaskState.OPEN, stopped=False, due_on__lt=day).order_by("due_on")
    return list(rows[:limit])


@once_a_page
def standing_in(actor: Actor) -> tuple[StandIn, ...]:
    """The posts whose work was left to this official today, a head's excepted (受托的岗位)."""
    today = time.today()
    rows = Delegation.objects.filter(deputy=actor.id, since__lte=today, until__gte=today, ended_at=None)
    return tuple(
        StandIn(post, row.official, row.official_name, row.until)
        for row in (rows.order_by("given_at") if actor.is_official else ())
        for post in identity.posts_of(row.official) if post.desk == row.desk and post.role != "head"
    )


def _away(actor: Actor) -> list[str]:
    return [one.official for one in standing_in(actor)]


def may_take(actor: Actor, task: Task) -> bool:
    """Whether a task is free, his own, or claimed by somebody for whom he stands in at that desk."""
    if task.claimed_by in ("", actor.id):
        return True
    return any(one.official == task.claimed_by and one.post.desk == task.desk for one in standing_in(actor))


def delegations_of(actor: Actor, limit: int = PAGE) -> list[Delegation]:
    """What this official left to colleagues, newest first."""
    return list(Delegation.objects.filter(official=actor.id).order_by("-given_at")[:limit])


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
