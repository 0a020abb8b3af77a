"""The work list: which rows lie on whose desks, narrowed and ordered in the database, a page at a time by key."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, UUIDField, Value, When
from django.db.models.functions import Cast, NullIf, Right

from tongban.kernel import time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.once import once_a_page
from tongban.registers.identity import queries as identity
from tongban.work.tasks.kinds import Sift, StandIn, TaskState
from tongban.work.tasks.models import Delegation, Task

PAGE = 50
NEAR = 3  # days
CITY = 4  # digits of a division's code that name its city
PLAIN = Sift()
KEY = Case(When(subject__regex=r"/[0-9a-f-]{36}$", then=Cast(Right("subject", 36), UUIDField())))
"""The id of the row a task is about: the database joins by it, and looks into no subject of another shape."""
ORDERS: dict[str, Any] = {
    "title": F("title"), "area": NullIf(F("area"), Value("")), "claimed": NullIf(F("claimed_name"), Value("")),
    "opened": F("opened_at"),
}  # fmt: skip


def of_desks(actor: Actor) -> Q:
    """What lies on the desks of this actor's posts, each in its area."""
    return reduce(or_, desk_by_desk(actor).values(), Q(pk__in=[]))


def desk_by_desk(actor: Actor) -> dict[str, Q]:
    """The same desk by desk; "" is what experts hold."""
    found = {"": Q(desk="", owner="", claimed_by=actor.id)} if actor.posts_as("expert") else {}
    for post in actor.posts:
        here = (Q(desk=post.desk, area__startswith=post.area) if post.area else Q(desk=post.desk)) & _within(post)
        found[post.desk] = found[post.desk] | here if post.desk in found else here
    return found


def _within(post: Post) -> Q:
    """What a post that is held to some items may handle; what is about no item lies on its desk as before."""
    return Q(item__in=["", *post.items]) if post.items else Q()


def within_reach(actor: Actor) -> Q:
    """What lies on his desks, and what the same desk elsewhere in the city may do as well (全市通办)."""
    found = of_desks(actor)
    for post in actor.posts:
        found |= Q(anywhere=True, desk=post.desk, area__startswith=post.area[:CITY]) & _within(post)
    return found


def work_list(
    actor: Actor, tab: str = "all", *, after: tuple[str, str] | None = None, limit: int = PAGE, sift: Sift = PLAIN
) -> QuerySet[Task]:
    """My work list, most urgent first. Tabs: all, unclaimed (待认领), mine (我的), done (已办).

    ``after`` is the (value it is ordered by or "", id) of the last row seen: pages go by key. Each row says its value
    as ``place``, and as ``key`` the id of the row it is about. What I have done comes newest first, whatever is asked.
    """
    if tab == "done":
        done = Task.objects.filter(closed_by=actor.id).exclude(state=TaskState.OPEN)
        return _sifted(done, sift).order_by("-closed_at")[:limit]
    value = ORDERS.get(sift.by) if isinstance(sift.by, str) else sift.by
    name = "place" if value is not None else "due_on"
    order = F(name).desc(nulls_last=True) if sift.down else F(name).asc(nulls_last=True)

    def first(lying: Q) -> QuerySet[Task]:
        rows = _sifted(open_on(actor, tab, lying), sift).annotate(place=F("due_on") if value is None else value)
        return (rows.filter(_behind(name, after, down=sift.down)) if after else rows).order_by(order, "id")[:limit]

    desks = list(desk_by_desk(actor).values())
    if len(desks) < 2 or value is not None:
        return first(of_desks(actor))
    # By due date each desk is read along its own index, as far as it is shown, and no further.
    each = [first(desk).values("pk") for desk in desks]
    return first(Q(pk__in=each[0].union(*each[1:], all=True)))


def arrived(actor: Actor, since: datetime, sift: Sift = PLAIN, most: int = 100) -> int:
    """How many tasks came onto my desks after a moment, counted up to ``most``."""
    return _sifted(open_on(actor).filter(opened_at__gt=since), sift)[:most].count()


def items_of(actor: Actor, tab: str, most: int) -> tuple[set[str], set[UUID]]:
    """What the first ``most`` of my tasks are about: codes of items; and of those that do not say so, the row's id."""
    rows = set(work_list(actor, tab, limit=most).values_list("item", Case(When(item="", then=KEY))))
    return {item for item, _ in rows if item}, {key for item, key in rows if not item and key}


def open_on(actor: Actor, tab: str = "all", lying: Q | None = None) -> QuerySet[Task]:
    """What is open on this actor's desks, or what is ``lying`` of it, his or nobody's yet, of one tab, in no order."""
    rows = Task.objects.filter(of_desks(actor) if lying is None else lying, state=TaskState.OPEN)
    if tab == "unclaimed":
        return rows.filter(claimed_by="")
    if tab == "mine":
        return rows.filter(claimed_by=actor.id)
    return rows.filter(Q(claimed_by="") | Q(claimed_by=actor.id) | Q(claimed_by__in=_away(actor)))


def _sifted(rows: QuerySet[Task], sift: Sift) -> QuerySet[Task]:
    rows = rows.annotate(key=KEY).filter(clock_of(sift.clock))
    if sift.area:
        rows = rows.filter(area__startswith=sift.area)
    if sift.item:
        rows = rows.filter(Q(item=sift.item) | Q(item="", key__in=sift.of_item or ()))
    return rows if sift.about is None else rows.filter(key__in=sift.about)


def clock_of(name: str) -> Q:
    """What is "overdue", due within three days ("near"), or "stopped"; anything else is everything."""
    today = time.today()
    return {
        "overdue": Q(due_on__lt=today, stopped=False), "stopped": Q(stopped=True),
        "near": Q(due_on__gte=today, due_on__lte=today + timedelta(days=NEAR), stopped=False),
    }.get(name, Q())  # fmt: skip


def _behind(name: str, after: tuple[str, str], *, down: bool) -> Q:
    """What comes after a row in the list; what has no value comes last."""
    value, key = after
    if not value:
        return Q(**{name: None}, id__gt=key)
    beyond = Q(**{f"{name}__{'lt' if down else 'gt'}": value})
    return beyond | Q(**{name: value}, id__gt=key) | Q(**{name: None})


def counts(actor: Actor, most: int = 100) -> dict[str, int]:
    """How many lie on each tab, counted up to ``most`` (a list is never counted to the end)."""
    free, mine = (
        open_on(actor, tab).annotate(tab=Value(tab)).values_list("tab", flat=True)[:most]
        for tab in ("unclaimed", "mine")
    )
    rows = Counter(free.union(mine, all=True))
    found = {tab: rows[tab] for tab in ("unclaimed", "mine")}
    return {"all": min(sum(found.values()), most), **found}


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


