"""Values of packages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

TAKEN_BACK = "您撤回了这个事项，不再提交。"


class RunState(TextChoices):
    """Where a run stands (一件事状态)."""

    DRAFT = "draft", "草稿"
    OPEN = "open", "办理中"
    CLOSED = "closed", "已办结"


class BranchState(TextChoices):
    """Where a branch stands before it has a case of its own, and afterwards (联办状态)."""

    WAITING = "waiting", "等待前一环节"
    FILED = "filed", "已提交"
    HELD = "held", "待您补充"
    BARRED = "barred", "不再提交"


@dataclass(frozen=True)
class Lane:
    """One branch as it is shown beside the others (并联进度)."""

    name: str
    title: str
    department: str
    state: str  # waiting, filed, held, barred
    case: Any
    reason: str
    awaits: tuple[str, ...] = ()
    note: str = ""

    @property
    def over(self) -> bool:
        return self.state == BranchState.BARRED or bool(self.case and self.case.state == "closed")

    @property
    def taken_back(self) -> bool:
        """Its applicant did not want it any more: nothing was refused to him."""
        return bool(self.case and self.case.outcome == "withdrawn") or self.reason == TAKEN_BACK

    @property
    def lost(self) -> bool:
        """It came to an end, and not to the one he asked for."""
        return self.over and not self.granted and not self.taken_back

    @property
    def granted(self) -> bool:
        return bool(self.case and self.case.outcome == "granted")
