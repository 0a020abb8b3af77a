"""What the clock does to newcomers."""

from tongban.kernel import time
from tongban.registers.newcomers.kinds import KEPT
from tongban.registers.newcomers.models import Newcomer


def forget_old() -> int:
    """Delete what was asked two days ago; returns how many."""
    return Newcomer.objects.filter(asked_at__lt=time.now() - KEPT).delete()[0]
