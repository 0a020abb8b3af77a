from __future__ import annotations

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index, token_digest
from tongban.work.handovers.errors import HandoverOver
from tongban.work.handovers.models import Handover

MOST_USES = 10


def token_of(row: Handover) -> str:
    """What stands in the code: 128 bits that only our key makes of the row, so that the row does not keep it."""
    return blind_index(str(row.pk), "handovers.token").lower()


def by_token(token: str) -> Handover:
    """The open one behind a scanned code; raises `HandoverOver` alike for none, an old and a used-up one."""
    digest = token_digest(token)
    with wall.shown(digest):
        row = Handover.objects.filter(digest=digest, ended_at=None, until__gt=time.now()).first()
    if row is None or row.used >= MOST_USES:
        raise HandoverOver
    return row


def open_of(actor: Actor, draft: str, material: str) -> Handover | None:
    """The one that is open for a place of my draft."""
    rows = Handover.objects.filter(draft=draft, material=material, applicant=actor.applicant, ended_at=None)
    return rows.filter(until__gt=time.now()).order_by("-opened_at").first()
