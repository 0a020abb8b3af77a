"""Values of seals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

LARGEST = 20 * 2**20  # of a paper that is sealed by hand
CHANGED, STRANGER = "内容在盖章后被改动", "文件上的印章不是本平台登记的印章。"


class State(TextChoices):
    """Where a sealing by hand stands (用印状态)."""

    ASKED = "asked", "待保管人审核"
    SEALED = "sealed", "已盖章"
    DECLINED = "declined", "不予盖章"


@dataclass(frozen=True)
class Examined:
    """One look at a file: ``intact`` means not a byte was changed or added since it was sealed by ``seal``.

    Where it is not, ``problem`` says in a sentence what is against it.
    """

    intact: bool
    seal: str = ""  # the seal's code, where it is one of ours
    title: str = ""
    signed_at: datetime | None = None
    timed: bool = False  # whether a timestamp authority says when
    revoked_at: datetime | None = None  # the seal is used no longer since
    problem: str = ""
