"""The cases of an organisation as they belong together (按项目归集): by the run they were filed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.kernel import paging
from tongban.kernel.actor import Actor
from tongban.work.packages.models import Branch, Run

GROUPS = 10


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


def groups_of(actor: Actor, *, after: str = "", limit: int = GROUPS) -> list[Group]:
    """The runs in which whom I act for has cases, the newest first; ``after`` is the key of the last one seen."""
    mine = Branch.objects.filter(case__applicant=actor.applicant).exclude(case__submitted_at=None)
    mine = mine.filter(case__item_code__in=actor.items) if actor.items else mine
    rows = Run.objects.filter(pk__in=mine.values("run")).exclude(submitted_at=None)
    rows = rows.filter(paging.behind("submitted_at", after))
    runs = list(rows.only("number", "title", "submitted_at").order_by("-submitted_at", "-id")[:limit])
    cases: dict[Any, list[UUID]] = {}
    for run, case in mine.filter(run__in=[one.pk for one in runs]).values_list("run", "case"):
        cases.setdefault(run, []).append(case)
    return [
        Group(one.number or "", one.title, at, tuple(cases.get(one.pk, ())), paging.key(at, one.pk))
        for one in runs if (at := one.submitted_at)
    ]  # fmt: skip
