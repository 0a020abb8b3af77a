"""What departments were sent, or sent us, long ago: its content goes, its digest stays to prove what it was."""

from __future__ import annotations

import hashlib
from datetime import datetime

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.exchange import queries
from tongban.registers.exchange.events import ArrivalsCleared, BodiesCleared
from tongban.registers.exchange.models import Arrival, Delivery, Endpoint
from tongban.registers.exchange.permits import require_system
from tongban.registers.ledger.actions import action, record

AT_ONCE = 500


@action
def clear_bodies(actor: Actor, endpoint_id: str, before: datetime) -> int:
    """Forget the content of what is over and was owed before ``before`` (清除报文); at most 500; returns how many.

    Its SHA-256 is kept (个人信息保护法 第十九条: no longer than the purpose needs). Ask `queries.to_be_cleared` first.
    """
    require_system(actor)
    endpoint = Endpoint.objects.get(pk=endpoint_id)
    found = queries.whole_since(before).filter(endpoint=endpoint).order_by("made_at")
    rows = list(found.select_for_update(skip_locked=True)[:AT_ONCE])
    for row in rows:
        row.digest, row.body = hashlib.sha256(row.body.encode()).hexdigest(), ""
    Delivery.objects.bulk_update(rows, ["digest", "body"])
    record(actor, BodiesCleared(endpoint.subject, len(rows), before.isoformat()))
    return len(rows)


@action
def clear_arrivals(actor: Actor, endpoint_id: str, before: datetime) -> int:
    """Forget the content of what came before ``before`` and is settled (清除来件); at most 500; returns how many.

    Id, digest and answer are kept for ever: a repeat still gets the answer of the first time. What lies in quarantine
    stays whole, as somebody must still look at it. Ask `queries.arrivals_to_be_cleared` first.
    """
    require_system(actor)
    endpoint = Endpoint.objects.get(pk=endpoint_id)
    found = queries.settled_since(before).filter(endpoint=endpoint).order_by("at").defer("body")
    rows = list(found.select_for_update(skip_locked=True)[:AT_ONCE])
    Arrival.objects.filter(pk__in=[row.pk for row in rows]).update(body="", cleared_at=time.now())
    record(actor, ArrivalsCleared(endpoint.subject, len(rows), before.isoformat()))
    return len(rows)
