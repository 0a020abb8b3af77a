"""Values of approvals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices

from tongban.engines.process import Step

MACHINE = "automatic"
"""The role of the post from which the platform settles steps by rules."""


class Verdict(TextChoices):
    """What an opinion says (审批意见)."""

    AGREE = "agree", "同意"
    DISAGREE = "disagree", "不同意"


@dataclass(frozen=True)
class Signed:
    """One opinion as people read it."""

    name: str
    department: str
    role: str
    verdict: str
    verdict_text: str
    text: str
    law: str
    second_officer: str
    at: datetime
    standing: bool  # False: sent back by the second signer, or from a later step
    behalf: str = ""  # in whose place
    undone_by: str = ""
    undone_why: str = ""


@dataclass(frozen=True)
class Lane:
    """One step of a case as it stands: open, settled, waiting for steps before it, or not needed."""

    step: str
    title: str
    department: str
    desk: str
    state: str  # waiting, open, half (one of two signatures), agreed, disagreed
    handler: str
    due_on: date | None
    opinions: tuple[Signed, ...]
    asks: str
    decides: bool
    task_id: str = ""
    wire: str = ""  # the department's own system does not answer: what people read about it

    @property
    def settled(self) -> bool:
        return self.state in ("agreed", "disagreed")


@dataclass(frozen=True)
class Mine:
    """What a case asks of one official now."""

    steps: tuple[Step, ...]  # that wait for his signature
    may_return: bool  # to a step before them
    behalf: Mapping[str, str]  # by step, in whose place he would sign


@dataclass(frozen=True)
class View:
    """A view that another desk was asked for, as people read it."""

    id: str
    desk: str
    department: str
    question: str
    due_on: date
    asked_name: str
    asked_at: datetime
    answer: str
    answered_name: str
    answered_at: datetime | None
    overdue: bool
    mine: bool  # asked of a desk of whoever reads this
    expert: str = ""  # by name
