"""What the clock does to help."""

from tongban.kernel import time
from tongban.work.help.kinds import KEPT
from tongban.work.help.models import Help


def forget_old() -> int:
    """Delete invitations and help that were over ninety days ago; returns how many. Who wrote what stays as facts."""
    return Help.objects.filter(until__lt=time.now() - KEPT).delete()[0]
