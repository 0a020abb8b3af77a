"""Lock and require, as every verb of revisions begins."""

from __future__ import annotations

import uuid

from tongban.kernel.actor import Actor
from tongban.work.revisions import permits
from tongban.work.revisions.errors import NoSuchRevision
from tongban.work.revisions.models import Revision


def locked(actor: Actor, revision_id: str) -> Revision:
    """The row, locked, for whoever may see it; raises `NoSuchRevision`."""
    try:
        row = Revision.objects.select_for_update().get(pk=uuid.UUID(str(revision_id)))
    except (Revision.DoesNotExist, ValueError):
        raise NoSuchRevision from None
    if not permits.may_see(actor, row.area):
        raise NoSuchRevision
    return row


def drafting(actor: Actor, revision_id: str, verb: str) -> Revision:
    """The same for a verb of those who draft: locked, required, moved."""
    row = locked(actor, revision_id)
    permits.require_draft(actor, row.area)
    row.move(verb)
    return row
