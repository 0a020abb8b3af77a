"""Sending what is owed: in order per subject, one wire at a time, a breaker per wire."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from tongban.kernel import time, webhook
from tongban.kernel.actor import Actor
from tongban.registers.exchange import queries
from tongban.registers.exchange.events import EventDead, EventDelivered, WireBroken, WireHealed
from tongban.registers.exchange.models import Delivery, Endpoint
from tongban.registers.exchange.providers import Declined, Nonsense, Parcel, Unreachable, Wire, tls
from tongban.registers.exchange.providers.folder import FolderWire, root
from tongban.registers.exchange.providers.rest import RestWire
from tongban.registers.ledger.actions import record

BREAKS_AT = 3  # failures running
PROBE = timedelta(seconds=15)  # how long a broken wire is left alone at first …
LONGEST_PROBE = timedelta(seconds=60)  # … and at most
LEASE = timedelta(seconds=60)  # a message whose sender died is taken up again after this
LONGEST_WAIT = timedelta(seconds=60)  # the breaker spares a dead department; this only spreads the tries
MOST_BAD = {Nonsense: 8, Declined: 3}
GIVE_UP = timedelta(days=3)
BUDGET = 10.0  # seconds one run may take from the others

SYSTEM = Actor.system("数据交换")

# The oldest unsent message of some subject that is due; a dead one holds up its own subject and nobody else's.
# What is due absurdly late was put off by a clock that has been set back since.
TAKE = """
update exchange_delivery set tries = tries + 1, due_at = %(lease)s where id = (
  select d.id from exchange_delivery d
  where d.endpoint_id = %(endpoint)s and d.state = 'waiting' and (d.due_at <= %(now)s or d.due_at > %(absurd)s)
  and not exists (
    select 1 from exchange_delivery e where e.endpoint_id = d.endpoint_id and e.subject = d.subject
    and e.id < d.id and e.state in ('waiting', 'dead'))
  order by d.id limit 1 for update of d skip locked
) returning *
"""


def deliver(endpoint_id: str) -> int:
    """Send what is due on one wire until something goes wrong or others should have their turn; returns how many."""
    begun, sent = monotonic(), 0
    while monotonic() - begun < BUDGET:
        turn = _next(endpoint_id)
        if turn is None or not _send(*turn):
            break
        sent += 1
    return sent


def _next(endpoint_id: str) -> tuple[Endpoint, Delivery] | None:
    """The next message and its wire, leased to us; None when nothing is due or the breaker says no."""
    present = time.now()
    with transaction.atomic():
        endpoint = Endpoint.objects.select_for_update().filter(pk=endpoint_id, state="on").first()
        if endpoint is None or not _may_try(endpoint, present):
            return None
        found = Delivery.objects.raw(TAKE, {
            "lease": present + LEASE, "endpoint": endpoint.pk, "now": present, "absurd": present + 2 * LONGEST_WAIT,
        })  # fmt: skip
        row = next(iter(found), None)
        if row is None:
            return None
        if endpoint.broken_since is not None:  # half open: this one message is the probe
            endpoint.probe_at = present + _rest(endpoint.failures)
            endpoint.save(update_fields=["probe_at"])
        return endpoint, row


def _may_try(endpoint: Endpoint, present: datetime) -> bool:
    if endpoint.broken_since is None or endpoint.probe_at is None:
        return True
    return endpoint.probe_at <= present or endpoint.probe_at > present + 2 * LONGEST_PROBE


def _rest(failures: int) -> timedelta:
    grown: timedelta = min(PROBE * 2 ** min(max(failures - BREAKS_AT, 0), 6), LONGEST_PROBE)
    return grown


def _send(endpoint: Endpoint, row: Delivery) -> bool:
    """Outside any transaction; what came of it is noted in one. Whether the wire did its part."""
    body = row.body.encode()
    key = str(row.event)
    parcel = Parcel(key, row.pk, body, webhook.headers(queries.secrets_of(endpoint), key, body))
    receipt, wrong = "", None
    try:
        receipt = wire_of(endpoint).hand_over(parcel)
    except (Unreachable, Nonsense, Declined) as error:
        wrong = error
    with transaction.atomic():
        endpoint = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
        # Whoever leased it after us has the last word.
        mine = Delivery.objects.select_for_update().filter(pk=row.pk, state="waiting", tries=row.tries).first()
        if mine is not None:
            if wrong is None:
                _note_sent(endpoint, mine, receipt)
            else:
                _note_failure(endpoint, mine, wrong)
        _note_wire(endpoint, wrong)
    return wrong is None or isinstance(wrong, Declined)


def wire_of(endpoint: Endpoint) -> Wire:
    """The wire of this endpoint."""
    if endpoint.kind == "folder":
        return FolderWire(root(endpoint.code))
    return RestWire(endpoint.address, private_ok=endpoint.private_ok, papers=tls.folder(endpoint.code))


def _note_sent(endpoint: Endpoint, row: Delivery, receipt: str) -> None:
    row.state, row.sent_at, row.receipt, row.error = "sent", time.now(), receipt.replace("\x00", ""), ""
    row.save(update_fields=["state", "sent_at", "receipt", "error"])
    record(SYSTEM, EventDelivered(row.subject, endpoint.code, str(row.event), row.tries, row.receipt))


def _note_failure(endpoint: Endpoint, row: Delivery, wrong: Exception) -> None:
    row.error, row.bad = _text(wrong), row.bad + isinstance(wrong, Nonsense | Declined)
    wait = min(timedelta(seconds=2.0 ** min(row.tries, 12)), LONGEST_WAIT)
    row.due_at = time.now() + wait * random.uniform(0.5, 1.0)  # noqa: S311 - so that not everybody comes at once
    most = MOST_BAD.get(type(wrong))
    if (most and row.bad >= most) or time.now() - row.made_at > GIVE_UP:
        row.state = "dead"
        record(SYSTEM, EventDead(row.subject, endpoint.code, str(row.event), row.error))
    row.save(update_fields=["error", "bad", "due_at", "state"])


def _note_wire(endpoint: Endpoint, wrong: Exception | None) -> None:
    """Count failures running; open the breaker, or close it and let everything that was put off go at once."""
    if wrong is None or isinstance(wrong, Declined):
        if endpoint.broken_since is not None:
            waiting = endpoint.deliveries.filter(state="waiting")
            record(SYSTEM, WireHealed(endpoint.subject, waiting.update(due_at=time.now())))
        endpoint.failures, endpoint.broken_since, endpoint.probe_at, endpoint.error = 0, None, None, ""
        endpoint.answered_at = time.now()
    else:
        endpoint.failures, endpoint.error = endpoint.failures + 1, _text(wrong)
        if endpoint.failures >= BREAKS_AT:
            if endpoint.broken_since is None:
                endpoint.broken_since = time.now()
                record(SYSTEM, WireBroken(endpoint.subject, endpoint.failures, endpoint.error))
            endpoint.probe_at = time.now() + _rest(endpoint.failures)
    endpoint.save(update_fields=["failures", "broken_since", "probe_at", "error", "answered_at"])


def _text(wrong: Exception) -> str:
    return str(wrong)[:200].replace("\x00", "")
