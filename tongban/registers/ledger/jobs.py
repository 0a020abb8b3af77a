"""What the ledger does not keep for ever: how a repeated submission was answered."""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.registers.ledger.models import Answered

DAYS = 90


def forget_answers() -> int:
    """Drop the answers to keys that nobody sends again after ninety days."""
    return Answered.objects.filter(at__lt=time.now() - timedelta(days=DAYS)).delete()[0]
