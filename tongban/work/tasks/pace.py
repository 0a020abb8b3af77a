"""How one official's work goes, beside the mean of his department (我的统计): sums, and never a list of people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.work.tasks.kinds import Pace, TaskState
from tongban.work.tasks.listing import KEY, clock_of, desk_by_desk, open_on
from tongban.work.tasks.models import Task

FEWEST = 3
"""Colleagues with work of their own, below which a mean would say how one of them does."""


def pace(actor: Actor, since: datetime) -> tuple[Pace, Pace | None]:
    """What this official has done since then, and the mean of the others of his departments.

    No mean where fewer than `FEWEST` others did anything: it would be somebody's own figure.
    """
    others = colleagues(actor)
    mine, theirs = _sums([actor.id], since), _sums(others, since)
    return mine, theirs if theirs.officials >= FEWEST else None


def colleagues(actor: Actor) -> list[str]:
    """Who works for the departments of this official's posts, without himself."""
    named = {post.department for post in actor.posts}
    found = {str(one.pk) for code in sorted(named) for one in identity.officials_of(code)}
    return sorted(found - {actor.id})


def behind(officials: Iterable[str], since: datetime) -> Any:
    """The ids of the rows that tasks were about which these officials have done, as a question the database answers."""
    return _done(officials, since).annotate(key=KEY).exclude(key=None).values("key")


def _done(officials: Iterable[str], since: datetime) -> QuerySet[Task]:
    return Task.objects.filter(closed_by__in=list(officials), state=TaskState.DONE, closed_at__gte=since)


def _sums(officials: Iterable[str], since: datetime) -> Pace:
    rows = _done(officials, since)
    in_time = Q(closed_day__lte=F("due_on"))
    said: dict[str, Any] = rows.annotate(closed_day=TruncDate("closed_at")).aggregate(
        done=Count("pk"), dated=Count("due_on"), in_time=Count("pk", filter=in_time),
        lain=Avg(F("closed_at") - F("opened_at"), default=timedelta(0)), officials=Count("closed_by", distinct=True),
    )  # fmt: skip
    return Pace(**said)


def glance(actor: Actor, most: int = 100) -> dict[str, int]:
    """How many before me are overdue and due within three days, how many I did today; each up to ``most``."""
    done = Task.objects.filter(closed_by=actor.id, closed_at__gte=time.midnight(time.today()))
    done = done.exclude(state=TaskState.OPEN)
    parts = [("done", done.order_by("-closed_at"))]
    parts += [  # each desk along its own index, and no further than is counted
        (name, open_on(actor, lying=desk).filter(clock_of(name)).order_by("due_on", "id"))
        for name in ("overdue", "near") for desk in desk_by_desk(actor).values()
    ]
    first, *rest = (rows.annotate(what=Value(name)).values_list("what", flat=True)[:most] for name, rows in parts)
    found = list(first.union(*rest, all=True))
    return {name: min(found.count(name), most) for name in ("overdue", "near", "done")}
