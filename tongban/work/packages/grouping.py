"""The cases of an organisation as they belong together (按项目归集): by the run they were filed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from tongban.kernel.actor import Actor
from tongban.work.packages.models import Branch, Run

PAGE = 10


@dataclass(frozen=True)
class Group:
    """One run as whoever holds some of its cases may know it: its number, its name, and which cases are his."""

    number: str
    title: str
    submitted_at: datetime
    cases: tuple[UUID, ...]
    key: str


def runs_of(cases: Iterable[Any]) -> dict[UUID, tuple[str, str]]:
    """The run of each case that belongs to one: its number and title, by the id of the case."""
    rows = Branch.objects.filter(case_id__in=list(cases), run__number__isnull=False)
    return {pk: (number or "", title) for pk, number, title in rows.values_list("case_id", "run__number", "run__title")}


def groups_of(actor: Actor, *, after: str = "", limit: int = PAGE) -> list[Group]:
    """The runs in which whom I act for has cases, the newest first; ``after`` is the key of the last one seen."""
    mine = Branch.objects.filter(case__applicant=actor.applicant).exclude(case__submitted_at=None)
    mine = mine.filter(case__item_code__in=actor.items) if actor.items else mine
    rows = Run.objects.filter(pk__in=mine.values("run")).exclude(submitted_at=None)
    if place := _place(after):
        rows = rows.filter(Q(submitted_at__lt=place[0]) | Q(submitted_at=place[0], pk__lt=place[1]))
    runs = list(rows.only("number", "title", "submitted_at").order_by("-submitted_at", "-id")[:limit])
    cases: dict[Any, list[UUID]] = {}
    for run, case in mine.filter(run__in=[one.pk for one in runs]).values_list("run", "case"):
        cases.setdefault(run, []).append(case)
    return [
        Group(one.number or "", one.title, at, tuple(cases.get(one.pk, ())), f"{at.isoformat()}~{one.pk}")
        for one in runs if (at := one.submitted_at)
    ]  # fmt: skip


def _place(after: str) -> tuple[datetime, UUID] | None:
    at, _, key = after.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
