"""Values of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices

from tongban.kernel.actor import Post


class TaskState(TextChoices):
    """State of a task (待办状态)."""

    OPEN = "open", "待办"
    DONE = "done", "已办"
    DROPPED = "dropped", "已撤销"


class Ground(TextChoices):
    """Why somebody stays away from a matter (回避方式, 公务员法 第七十七条)."""

    OWN = "own", "本人申请回避"
    HEAD = "head", "机关决定回避"
    APPLICANT = "applicant", "利害关系人申请，机关决定回避"
    PARTY = "party", "本人是当事人，依法回避"


@dataclass(frozen=True)
class Sift:
    """Which rows of a work list are wanted and in which order (筛选、排序).

    ``clock``: what is "overdue", due within three days ("near"), or "stopped". ``area``: a division and all below it.
    ``item``: the code of what it is about, and ``of_item``: ids of rows of the room above that are about it, for tasks
    that do not say so. ``about``: ids of rows that tasks are about. Both are questions the database answers. ``by``:
    "due", "opened", "title", "area" or "claimed", or an expression that finds its value by the outer row's ``key``.
    """

    clock: str = ""
    area: str = ""
    item: str = ""
    of_item: Any = None
    about: Any = None
    by: Any = "due"
    down: bool = False


@dataclass(frozen=True)
class Pace:
    """What one official or several did (办结), how much of it by its day, and how long it lay on its desk."""

    done: int
    dated: int  # of what was done, what had a day at all
    in_time: int
    lain: timedelta  # on the mean, from its desk to its end, nights and holidays included
    officials: int  # who did it

    @property
    def each(self) -> float:
        """What one official did on the mean."""
        return self.done / self.officials if self.officials else 0.0

    @property
    def share(self) -> float | None:
        """How much of what had a day was done by it, 0 to 1; None where nothing had one."""
        return self.in_time / self.dated if self.dated else None


@dataclass(frozen=True)
class StandIn:
    """A post whose holder is away and left its work to somebody (受托)."""

    post: Post
    official: str
    name: str
    until: date


@dataclass(frozen=True)
class Spec:
    """What is to be done: ``kind`` and ``step`` name it within ``subject``; ``desk``+``area`` or ``owner`` say who."""

    kind: str  # accept, step, supply, follow-up …
    subject: str  # "case/<id>"
    title: str
    context: str = ""  # whom or what it is about, shown under the title
    step: str = ""
    desk: str = ""
    area: str = ""
    department: str = ""
    item: str = ""  # of the case it is about, where that is one
    claimed_by: str = ""  # an official by name (点名交办): with no desk it is his alone
    claimed_name: str = ""
    owner: str = ""  # "person/<id>" when a citizen owes it
    due_on: date | None = None
    limit: str = ""  # the limit in words, e.g. "3 working days"
    note: str = ""
    anywhere: bool = False  # the same desk of any area of the city may do it
