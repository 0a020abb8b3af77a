"""What departments' systems send: kept once, answered the same for ever; what does not fit is put in quarantine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Mismatch
from tongban.registers.exchange import queries
from tongban.registers.exchange.actions.endpoints import stated
from tongban.registers.exchange.errors import NotWaiting
from tongban.registers.exchange.events import ActArrived, ActDismissed, ActQuarantined, ActTaken, ActTriedAgain
from tongban.registers.exchange.kinds import BadField
from tongban.registers.exchange.models import Arrival, Endpoint
from tongban.registers.exchange.permits import require_keeper, require_system
from tongban.registers.ledger.actions import action, record


def arrive(actor: Actor, endpoint: Endpoint, event: str, body: bytes) -> Arrival:
    """Keep a signed message before anything is done with it (来件登记); a repeat is the row that is there already.

    Raises `Mismatch` when the same id came before with another content.
    """
    require_system(actor)
    digest = hashlib.sha256(body).hexdigest()
    row = Arrival.objects.filter(endpoint=endpoint, event=event).first() or _keep(actor, endpoint, event, digest, body)
    if row.digest != digest:
        raise Mismatch("这个消息编号已经用过，而内容与上一次不同。", next_step="每条新消息请使用新的 webhook-id。")
    return row


@action
def _keep(actor: Actor, endpoint: Endpoint, event: str, digest: str, body: bytes) -> Arrival:
    text = body.decode(errors="replace").replace("\x00", "�")
    values = {"digest": digest, "body": text, "at": time.now()}
    row, _made = Arrival.objects.get_or_create(endpoint=endpoint, event=event, defaults=values)
    record(actor, ActArrived(endpoint.subject, str(row.pk), event))
    return row


@action
def take(actor: Actor, arrival_id: str, subject: str, number: str, step: str, answer: dict[str, Any]) -> Arrival:
    """It became an act of the case (采信); in the transaction of that act."""
    require_system(actor)
    row = locked(arrival_id, "open")
    row.state, row.subject, row.number, row.step, row.status, row.answer = "taken", subject, number, step, 200, answer
    row.save(update_fields=["state", "subject", "number", "step", "status", "answer"])
    record(actor, ActTaken(subject, row.endpoint.code, str(row.pk), row.event, step))
    return row


@action
def quarantine(
    actor: Actor, arrival_id: str, problems: Sequence[BadField], *, status: int, answer: dict[str, Any],
    number: str = "", step: str = "",
) -> Arrival:  # fmt: skip
    """It does not fit: kept, answered, and nothing else touched (隔离)."""
    require_system(actor)
    row = locked(arrival_id, "open")
    row.state, row.status, row.answer = "quarantined", status, answer
    row.number, row.step = number[:32], step[:80]
    row.save(update_fields=["state", "status", "answer", "number", "step"])
    fields = tuple(one.field for one in problems)
    record(actor, ActQuarantined(row.endpoint.subject, str(row.pk), row.event, fields, row.number))
    return row


@action
def dismiss(actor: Actor, arrival_id: str, reason: str) -> Arrival:
    """Put aside what was quarantined (不予采信), with a reason."""
    require_keeper(actor)
    row = locked(arrival_id, "quarantined")
    row.state = "dismissed"
    row.save(update_fields=["state"])
    record(actor, ActDismissed(row.endpoint.subject, str(row.pk), stated(reason)))
    return row


@action
def try_again(actor: Actor, arrival_id: str, reason: str) -> Arrival:
    """Have what was quarantined judged anew (重新核对): the reason it did not fit may be gone."""
    require_keeper(actor)
    row = locked(arrival_id, "quarantined")
    row.state = "open"
    row.save(update_fields=["state"])
    record(actor, ActTriedAgain(row.endpoint.subject, str(row.pk), stated(reason)))
    return row


def locked(arrival_id: str, state: str) -> Arrival:
    """The row, if it is still in this state; raises `NotWaiting`."""
    rows = Arrival.objects.select_for_update(of=("self",)).select_related("endpoint")
    row = rows.filter(pk=queries.as_key(str(arrival_id))).first()
    if row is None or row.state != state:
        raise NotWaiting
    return row
