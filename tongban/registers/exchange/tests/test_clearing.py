"""What was sent long ago is forgotten, and can still be proven."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Mismatch
from tongban.registers.exchange import actions, queries
from tongban.registers.exchange.jobs import clear_messages
from tongban.registers.exchange.models import Arrival, Delivery
from tongban.registers.ledger import queries as ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def sent(sequence: int, state: str, days: int) -> Delivery:
    at = time.now() - timedelta(days=days)
    return Delivery.objects.create(
        endpoint=queries.endpoint("fire-safety"), subject="case/1", number="LT-1", type="t", sequence=sequence,
        fact=sequence, body=f"报文{sequence}", state=state, made_at=at, due_at=at,
    )  # fmt: skip


def test_what_was_sent_long_ago_keeps_its_digest_only_and_what_still_waits_keeps_everything() -> None:
    old, given_up = sent(1, "sent", 91), sent(2, "discarded", 91)
    kept = [sent(3, "sent", 89), sent(4, "waiting", 91), sent(5, "dead", 91)]
    assert clear_messages() == 2
    for row, text in ((old, "报文1"), (given_up, "报文2")):
        row.refresh_from_db()
        assert (row.body, row.digest) == ("", hashlib.sha256(text.encode()).hexdigest())
    for row in kept:
        before = row.body
        row.refresh_from_db()
        assert (row.body, row.digest) == (before, "")
    assert [one.body["count"] for one in ledger.timeline("exchange/fire-safety") if "BodiesCleared" in one.kind] == [2]
    assert clear_messages() == 0


def test_what_came_long_ago_is_forgotten_once_settled_and_its_repeat_is_still_known() -> None:
    wire, system = queries.endpoint("fire-safety"), Actor.system()
    rows = {name: actions.arrive(system, wire, name, name.encode()) for name in ("taken", "aside", "asked", "young")}
    actions.take(system, str(rows["taken"].pk), "case/1", "LT-1", "check", {"receipt": "7"})
    actions.take(system, str(rows["young"].pk), "case/1", "LT-1", "check", {})
    for name in ("aside", "asked"):
        actions.quarantine(system, str(rows[name].pk), [], status=422, answer={})
    Arrival.objects.filter(event="aside").update(state="dismissed")
    Arrival.objects.exclude(event="young").update(at=time.now() - timedelta(days=91))
    assert clear_messages() == 2
    kept = {row.event: row.body for row in Arrival.objects.all()}
    assert kept == {"taken": "", "aside": "", "asked": "asked", "young": "young"}
    again = actions.arrive(system, wire, "taken", b"taken")
    assert (again.pk, again.status, again.answer) == (rows["taken"].pk, 200, {"receipt": "7"})
    with pytest.raises(Mismatch):
        actions.arrive(system, wire, "taken", b"other")
    assert clear_messages() == 0
