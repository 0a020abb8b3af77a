"""Values of revisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.work.revisions.states import STATES

DESK = "catalogue"
"""The desk that keeps the library (事项管理岗): its operators draft, its reviewers review."""


class Kind(TextChoices):
    """What is done to the library."""

    ADD = "add", "新增"
    CHANGE = "change", "变更"
    SPLIT = "split", "拆分"
    MERGE = "merge", "合并"
    SUSPEND = "suspend", "暂停"
    RESUME = "resume", "恢复"
    CANCEL = "cancel", "取消"


class State(TextChoices):
    """Where a revision stands."""

    DRAFTED = "drafted", STATES["drafted"]
    REVIEWING = "reviewing", STATES["reviewing"]
    SENT_BACK = "sent_back", STATES["sent_back"]
    APPROVED = "approved", STATES["approved"]
    PUBLISHED = "published", STATES["published"]
    DROPPED = "dropped", STATES["dropped"]


WRITES = {Kind.ADD: (1, 1), Kind.CHANGE: (1, 1), Kind.SPLIT: (2, 9), Kind.MERGE: (1, 1)}
"""How many item texts a revision of a kind has, at least and at most; other kinds have none."""
ENDS = frozenset({Kind.SPLIT, Kind.MERGE, Kind.CANCEL})
"""The kinds after which the items concerned are no longer offered."""


@dataclass(frozen=True)
class Plan:
    """Why, from which day, until which day, and what people are told (变更说明)."""

    reason: str = ""
    note: str = ""
    effective_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """One text held against the schema, its examples and the city as it is."""

    place: int
    definition: Definition | None
    problems: tuple[BadItem, ...] = ()
    advice: tuple[BadItem, ...] = field(default=())

    @property
    def good(self) -> bool:
        return self.definition is not None and not self.problems
