"""What the ledger does not keep for ever: how a repeated submission was answered, and salts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger import salts
from tongban.registers.ledger.models import Answered

DAYS = 90


def forget_answers() -> int:
    """Drop the answers to keys that nobody sends again after ninety days."""
    return Answered.objects.filter(at__lt=time.now() - timedelta(days=DAYS)).delete()[0]


def forget_salts(subjects: Iterable[str]) -> int:
    """Destroy what could show what the sealed facts of these subjects say; returns of how many facts."""
    return sum(salts.forget_salts(Actor.system(), *each) for each in salts.salted(subjects).items())
