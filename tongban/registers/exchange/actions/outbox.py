from __future__ import annotations

import json

from django.db.models import Max

from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.kernel.ids import uuid7
from tongban.registers.exchange import queries
from tongban.registers.exchange.actions.endpoints import stated
from tongban.registers.exchange.errors import NotWaiting
from tongban.registers.exchange.events import EventDelivered, EventDiscarded, EventOwed, EventResent
from tongban.registers.exchange.jobs import send
from tongban.registers.exchange.kinds import Message
from tongban.registers.exchange.models import Delivery, Endpoint
from tongban.registers.exchange.permits import require_keeper, require_system
from tongban.registers.ledger.actions import action, record


@action
def owe(actor: Actor, endpoint_id: str, message: Message, fact: int) -> Delivery:
    """Owe an event to a department's system (登记推送); its bytes are settled now and never again.

    ``fact`` is the number of what it tells of: ask `queries.told` first, as nothing is told twice.
    """
    require_system(actor)
    # One writer per subject gives out the numbers: reactions to one case run one after the other.
    endpoint = Endpoint.objects.get(pk=endpoint_id)
    rows = Delivery.objects.filter(endpoint=endpoint, subject=message.subject)
    sequence = (rows.aggregate(last=Max("sequence"))["last"] or 0) + 1
    row = Delivery(
        event=uuid7(), endpoint=endpoint, subject=message.subject, number=message.number, step=message.step,
        type=message.type, sequence=sequence, fact=fact, made_at=time.now(), due_at=time.now(),
    )  # fmt: skip
    row.body = json.dumps(queries.envelope(row, message.data), ensure_ascii=False)
    row.save()
    record(actor, EventOwed(message.subject, endpoint.code, str(row.event), message.type, message.step))
    hint(endpoint)
    return row


@action
def confirm(actor: Actor, event: str, act: str) -> Delivery:
    """An act that answers an event is its receipt (以来件为回执): whoever answers has it, even if we never heard so."""
    require_system(actor)
    row = Delivery.objects.select_for_update().filter(event=queries.as_key(event)).first()
    if row is None or row.state == "discarded":
        raise NotWaiting
    if row.state != "sent":
        row.state, row.sent_at, row.receipt, row.error = "sent", time.now(), act[:120], ""
        row.save(update_fields=["state", "sent_at", "receipt", "error"])
    record(actor, EventDelivered(row.subject, row.endpoint.code, str(row.event), row.tries, act[:120]))
    return row


@action
def resend(actor: Actor, event: str, reason: str) -> Delivery:
    """Have a dead letter tried anew (重发), in its old place in the order."""
    require_keeper(actor)
    row = _dead(event)
    row.state, row.tries, row.bad, row.made_at, row.due_at = "waiting", 0, 0, time.now(), time.now()
    row.save(update_fields=["state", "tries", "bad", "made_at", "due_at"])
    record(actor, EventResent(row.subject, row.endpoint.code, str(row.event), stated(reason)))
    hint(row.endpoint)
    return row


@action
def discard(actor: Actor, event: str, reason: str) -> Delivery:
    """Give a dead letter up (放弃): what comes after it goes out without it."""
    require_keeper(actor)
    row = _dead(event)
    row.state = "discarded"
    row.save(update_fields=["state"])
    record(actor, EventDiscarded(row.subject, row.endpoint.code, str(row.event), stated(reason)))
    hint(row.endpoint)
    return row


def hint(endpoint: Endpoint) -> None:
    """Make it quick; the row is the truth."""
    if endpoint.state == "on" and endpoint.broken_since is None:
        jobs.later(send, lock=f"exchange/{endpoint.pk}", endpoint_id=str(endpoint.pk))


def _dead(event: str) -> Delivery:
    row = Delivery.objects.select_for_update().filter(event=queries.as_key(event)).first()
    if row is None or row.state != "dead":
        raise NotWaiting
    return row
