"""Values of rulings."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import TextChoices

EVERYTHING = ""
"""The code under which the switch of all items stands."""
REVIEW_LIMIT = "10 working days"
SAMPLE_LIMIT = "3 working days"
DAYS_OF_ERRORS = 30
SAMPLE, REVIEW = "sample", "human-review"
"""Kinds of tasks: a sample to look at again, a person asked for by the applicant."""


class State(TextChoices):
    """What came of holding a case against its rules (智能审批结果)."""

    WAITING = "waiting", "等待识读"
    GRANTED = "granted", "系统决定"
    PERSON = "person", "转人工"


class Finding(TextChoices):
    """What a person found who looked at a ruling again (抽查、复核结论)."""

    AGREE = "agree", "决定正确"
    WRONG = "wrong", "决定有误"


@dataclass(frozen=True)
class Evidence:
    """How one material was answered: the way, and what stands for it."""

    material: str
    way: str
    proof: str = ""  # id of the licence or document; "" for a promise


@dataclass(frozen=True)
class Figures:
    """What became of an item's applications in a span of days; everything counted from rows."""

    item: str
    title: str
    submitted: int = 0
    automatic: int = 0
    person: int = 0
    why: dict[str, int] = field(default_factory=dict)
    samples: int = 0
    agreed: int = 0
    wrong: int = 0

    @property
    def share(self) -> int | None:
        """Percent decided by machine, rounded down; None where nothing was submitted."""
        return self.automatic * 100 // self.submitted if self.submitted else None

    @property
    def error_rate(self) -> float | None:
        """Percent of judged samples found wrong; None where none was judged."""
        judged = self.agreed + self.wrong
        return round(self.wrong * 100 / judged, 1) if judged else None
