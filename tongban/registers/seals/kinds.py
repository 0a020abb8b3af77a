"""Values of seals."""

from __future__ import annotations

from django.db.models import TextChoices

LARGEST = 20 * 2**20  # of a paper that is sealed by hand


class State(TextChoices):
    """Where a sealing by hand stands (用印状态)."""

    ASKED = "asked", "待保管人审核"
    SEALED = "sealed", "已盖章"
    DECLINED = "declined", "不予盖章"
