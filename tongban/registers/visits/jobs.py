"""What the clock does to visits."""

from tongban.kernel import time
from tongban.registers.visits.kinds import ASSENT_KEPT
from tongban.registers.visits.models import Assent


def forget_old() -> int:
    """Delete who was found by his answers two days ago; returns how many. The facts stay."""
    return Assent.objects.filter(found_at__lt=time.now() - ASSENT_KEPT).delete()[0]
