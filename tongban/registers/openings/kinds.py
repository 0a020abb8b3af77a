"""Values of openings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

PURPOSE = "opening"
"""What a look says to the second wall: without it an open row shows nothing, on whatever page (`kernel.wall`)."""
LONGEST = 60  # minutes; the database knows this number, too
STANDS = timedelta(hours=2)
"""How long a question waits for the second person; what is urgent is asked anew after that."""
REVIEW_WITHIN = 5  # working days after its end
LEAST, MOST = 10, 200  # characters of a reason
SECOND = ("secadmin", "supervisor")
"""Who may be the second person."""


class Ground(TextChoices):
    """Why it cannot wait (查阅事由)."""

    LIFE = "life", "危及人身、财产安全"
    DISASTER = "disaster", "突发事件应急处置"
    ORDER = "order", "协助司法、监察机关依法调取"
    OTHER = "other", "其他紧急情形"


class State(TextChoices):
    """Where it stands (办理状态)."""

    ASKED = "asked", "等待批准"
    OPEN = "open", "正在查阅"
    REFUSED = "refused", "没有批准"
    LAPSED = "lapsed", "逾时未批准"
    ENDED = "ended", "已结束"


class Finding(TextChoices):
    """What the audit administrator found afterwards (事后评议)."""

    JUSTIFIED = "justified", "理由充分"
    UNJUSTIFIED = "unjustified", "理由不足"


@dataclass(frozen=True)
class About:
    """What is to be opened, as its own room knows it."""

    subject: str  # "case/<id>" or "person/<id>"
    label: str  # the case's number; of a person his masked name
    title: str
    holder: str  # whom it concerns: "person/<id>" or "organisation/<id>"
    area: str
    department: str


@dataclass(frozen=True)
class Asked:
    """Why, by which law, for how long, and whether numbers, telephone and home are needed whole."""

    ground: str
    reason: str
    basis: str
    minutes: int
    whole: bool = False
