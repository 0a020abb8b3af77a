from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.kernel.ids import uuid7
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import actions as cases
from tongban.work.concerns.queries import draft_for
from tongban.work.handovers import queries
from tongban.work.handovers.errors import HandoverOver
from tongban.work.handovers.events import HandoverEnded, HandoverOpened, HandoverUsed
from tongban.work.handovers.models import Handover
from tongban.work.packages import actions as packages

LASTS = timedelta(minutes=10)


@action
def open_handover(actor: Actor, draft: str, material: str, *, account: str) -> Handover:
    """Open one place of my draft to the phone beside me (用手机拍) for ten minutes; an earlier code ends.

    Raises `NotYours`, `HandoverOver` for a material the item does not ask for.
    """
    filled = draft_for(actor, draft)
    require_right(actor, "apply")
    if filled.state not in ("draft", "incomplete") or material not in {m.code for m in filled.definition.materials}:
        raise HandoverOver
    for earlier in Handover.objects.select_for_update().filter(draft=filled.pk, material=material, ended_at=None):
        _end(actor, earlier)
    row = Handover(
        id=uuid7(), draft=filled.pk, material=material, applicant=actor.applicant, account=account,
        opened_at=time.now(), until=time.now() + LASTS,
    )
    row.digest = token_digest(queries.token_of(row))
    row.save(force_insert=True)
    record(actor, HandoverOpened(row.subject, filled.subject, material))
    return row


@action
def hand_over(actor: Actor, token: str, material_id: str) -> Handover:
    """Let what the phone sent answer the place (手机传回); ``actor`` is who opened it, as he may act now."""
    row = Handover.objects.select_for_update().get(pk=queries.by_token(token).pk)
    if row.used >= queries.MOST_USES or row.applicant != actor.applicant:
        raise HandoverOver
    filled = draft_for(actor, str(row.draft))
    verbs = packages if filled.subject.startswith("run/") else cases
    verbs.give(actor, str(filled.pk), row.material, material_id)
    row.used += 1
    row.save(update_fields=["used"])
    record(actor, HandoverUsed(row.subject, filled.subject, material_id))
    return row


@action
def end(actor: Actor, handover_id: str) -> Handover:
    """Let the code count no more."""
    row = Handover.objects.select_for_update().filter(pk=handover_id, applicant=actor.applicant).first()
    if row is None or row.ended_at:
        raise HandoverOver
    return _end(actor, row)


def _end(actor: Actor, row: Handover) -> Handover:
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, HandoverEnded(row.subject))
    return row
