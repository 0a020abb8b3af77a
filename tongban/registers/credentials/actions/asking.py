"""Asking somebody for fields of a licence of his (申请查看): who, why, which, until when; his answer; each reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.facts import Fact
from tongban.kernel.ids import short_code
from tongban.registers.credentials import permits, requests
from tongban.registers.credentials.errors import GrantOver, NoSuchRequest, NotHeld, RequestIncomplete
from tongban.registers.credentials.events import DataGranted, DataRefused, DataRequested, GrantedDataRead, GrantEnded
from tongban.registers.credentials.kinds import LONGEST_GRANT, OWN, State, labels, values, word
from tongban.registers.credentials.models import DataRequest
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.registers.licences import queries as licences
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind, Matter


@action
def ask_for_data(
    actor: Actor, holder: str, type_code: str, fields: Sequence[str], *, purpose: str, law: str, until: date
) -> DataRequest:
    """Ask ``holder`` for fields of his licence of this kind. Whether he has one is not said before he agrees.

    Raises `RequestIncomplete` unless it says why, by which law, which fields and until when (a year at most).
    """
    department = permits.asking_department(actor)
    kind = licences.type_of(type_code)
    known = OWN | {f"f_{code}": label for code, label in kind.labels} if kind else {}
    chosen = [code for code in known if code in set(fields)]
    today = time.today()
    if kind is None or not chosen or not purpose.strip() or not law.strip():
        raise RequestIncomplete
    if not today <= until <= today + timedelta(days=LONGEST_GRANT):
        raise RequestIncomplete("期限要在今天之后、一年以内。")
    row = DataRequest.objects.create(
        holder=holder, type_code=type_code, type_title=kind.title, fields=chosen,
        labels=[known[code] for code in chosen], purpose=purpose.strip()[:200], law=law.strip()[:200], until=until,
        department=department, official=actor.id, asked_at=time.now(), state=State.ASKED,
    )  # fmt: skip
    record(actor, DataRequested(row.subject, holder, type_code, tuple(chosen), until.isoformat()))
    return row


@action
def answer(actor: Actor, request_id: str, *, give: bool) -> DataRequest:
    """The holder agrees, refuses, or takes his word back (同意、拒绝、收回). Raises `NoSuchRequest`, `GrantOver`.

    Agreeing wants a real name; for longer than a month it wants a strong sign-in.
    """
    row = DataRequest.objects.select_for_update().filter(pk=requests.as_key(request_id)).first()
    if row is None or not permits.is_holder(actor, row):
        raise NoSuchRequest
    if row.state in (State.REFUSED, State.ENDED) or row.until < time.today():
        raise GrantOver
    made: Fact
    if give:
        permits.require_sure(actor, row)
        row.state, made = State.GRANTED, DataGranted(row.subject, row.holder)
    elif row.state == State.GRANTED:
        row.state, made = State.ENDED, GrantEnded(row.subject, row.holder)
    else:
        row.state, made = State.REFUSED, DataRefused(row.subject, row.holder)
    row.answered_at = time.now()
    row.save(update_fields=["state", "answered_at"])
    record(actor, made)
    return row


@action
def read_granted(actor: Actor, request_id: str) -> list[tuple[str, str]]:
    """Read what was granted (调取): label and value of the granted fields, as they are now; noted for the holder.

    Raises `NoSuchRequest`, `GrantOver` when it was refused, taken back or has run out, `NotHeld`.
    """
    row = requests.request_for(actor, request_id)
    if not row.counts:
        raise GrantOver
    with wall.as_platform("granted"):
        licence = licences.held(row.holder, row.type_code)
    if licence is None:
        raise NotHeld
    matter = Matter(row.subject, row.purpose, row.department, row.holder)
    name = f"{identity.department(row.department).name} {actor.number}"
    sources.use(
        replace(actor, name=name), matter, row.holder, Kind.SHOWN, row.type_code, row.type_title, short_code(16),
        "经本人同意", row.labels,
    )
    record(actor, GrantedDataRead(row.subject, row.holder, str(licence.pk)))
    said, named = values(licence), labels(licence)
    return [(named[code], word(said[code])) for code in row.fields if code in said]
