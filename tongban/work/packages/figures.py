"""How runs of a package go (运行情况): counted from what happened, when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.db.models import Count

from tongban.kernel import time, wall
from tongban.registers.calendar import queries as holidays
from tongban.work.packages.kinds import BranchState, RunState
from tongban.work.packages.models import Branch, Run

SPAN = timedelta(days=90)
MOST = 2000


@dataclass(frozen=True)
class BranchFigures:
    """One member over the runs of a span: how many, how they ended, how long they took in working days."""

    name: str
    title: str
    count: int
    open: int
    waiting: int
    granted: int
    median_days: float | None
    slow: bool = False


@dataclass(frozen=True)
class Figures:
    """What the office watches."""

    runs: int
    open: int
    closed: int
    late: int
    median_days: float | None
    spared: dict[str, int]
    branches: tuple[BranchFigures, ...]


@wall.as_platform("figures")
def figures(code: str) -> Figures:
    """The runs of a package that were handed in within the last ninety days, the newest two thousand at most."""
    since = time.now() - SPAN
    runs = list(
        Run.objects.filter(item_code=code, submitted_at__gte=since).select_related("edition")
        .defer("data", "raw").order_by("-submitted_at")[:MOST]
    )  # fmt: skip
    rows = Branch.objects.filter(run__in=[run.pk for run in runs]).select_related("case").order_by("position")
    known = holidays.calendar()
    late = sum(1 for run in runs if _late(run, known))
    spared = {key: sum(run.spared.get(key, 0) for run in runs) for key in ("fields", "materials", "visits")}
    return Figures(
        len(runs), sum(1 for r in runs if r.state == RunState.OPEN), sum(1 for r in runs if r.state == RunState.CLOSED),
        late, _median(known, ((r.submitted_at, r.closed_at) for r in runs)), spared, _branches(rows, known),
    )  # fmt: skip


@wall.as_platform("figures")
def started(code: str) -> int:
    """How many drafts lie unfinished."""
    return int(Run.objects.filter(item_code=code, state=RunState.DRAFT).aggregate(n=Count("pk"))["n"])


def _branches(rows: Iterable[Branch], known: Any) -> tuple[BranchFigures, ...]:
    by_name: dict[str, list[Branch]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    found = [_of(name, members, known) for name, members in by_name.items()]
    slowest = max((one.median_days for one in found if one.median_days is not None), default=None)
    alone = [one for one in found if one.median_days == slowest and slowest]
    return tuple(
        BranchFigures(**{**one.__dict__, "slow": one in alone and len(found) > 1}) for one in found
    )  # fmt: skip


def _of(name: str, members: list[Branch], known: Any) -> BranchFigures:
    cases = [b.case for b in members if b.case]
    return BranchFigures(
        name, members[-1].title, len(members), sum(1 for c in cases if c.state != "closed"),
        sum(1 for b in members if b.state in (BranchState.WAITING, BranchState.HELD)),
        sum(1 for c in cases if c.outcome == "granted"),
        _median(known, ((c.submitted_at, c.decided_at or c.closed_at) for c in cases)),
    )


def _median(known: Any, spans: Iterable[tuple[Any, Any]]) -> float | None:
    days = [(time.local(start).date(), time.local(end).date()) for start, end in spans if start and end]
    taken = [known.working_days_between(first, last) for first, last in days]
    return float(median(taken)) if taken else None


def _late(run: Run, known: Any) -> bool:
    """Over the promise, as the calendar counts it; special procedures are looked at on the run's own page."""
    end = run.closed_at or time.now()
    promise = run.edition.package.promise
    return bool(run.submitted_at and time.local(end).date() > known.due(time.local(run.submitted_at).date(), promise))
