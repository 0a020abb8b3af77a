"""Values of tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class TaskState(TextChoices):
    """State of a task (待办状态)."""

    OPEN = "open", "待办"
    DONE = "done", "已办"
    DROPPED = "dropped", "已撤销"


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
    owner: str = ""  # "person/<id>" when a citizen owes it
    due_on: date | None = None
    limit: str = ""  # the limit in words, e.g. "3 working days"
    note: str = ""
