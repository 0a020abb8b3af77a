"""Questions to mergers."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as people
from tongban.registers.signin import permits
from tongban.work.mergers.models import Merger


def of_account(actor: Actor, account_id: UUID | str) -> list[Merger]:
    """What went into one's own account, the newest first."""
    permits.require_own(actor, people.account(account_id).holder)
    return list(Merger.objects.filter(Q(kept_id=account_id)).select_related("left").order_by("-at")[:20])
