"""Values of licences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class Status(TextChoices):
    """State of a licence (证照状态), with the codes of the exchange tables."""

    VALID = "01", "有效"
    SUSPENDED = "02", "暂扣"
    REVOKED = "03", "撤销"
    CANCELLED = "04", "注销"
    LAPSED = "05", "失效"
    TRANSFERRED = "06", "办理转出"
    WITHDRAWN = "07", "吊销"


class Act(TextChoices):
    """What brought a version of a licence about (发证情形)."""

    ISSUE = "issue", "新发"
    CHANGE = "change", "变更"
    RENEW = "renew", "延续"
    REPLACE = "replace", "补发"
    RECTIFY = "rectify", "更正"


@dataclass(frozen=True)
class Verification:
    """What anybody may learn from a licence's code: whether it counts, and the least needed to recognise it."""

    code: str
    title: str
    number: str
    identifier: str
    holder: str  # masked for persons
    issuer: str
    valid_from: date
    valid_to: date | None
    status: str
    counts: bool
    reason: str  # why it does not count, or by what it still does, in a sentence
    demo: bool
    version: int = 1
    seal: str = ""  # the code of the seal on its paper
    newer: str = ""  # the code of the version in force today, when another one was asked for


def add_years(day: date, years: int) -> date:
    """The last day of a validity of ``years`` that begins on ``day`` (the day before the anniversary)."""
    try:
        end = day.replace(year=day.year + years)
    except ValueError:
        end = day.replace(year=day.year + years, month=3, day=1)
    return date.fromordinal(end.toordinal() - 1)
