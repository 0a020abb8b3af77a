from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.exchange.models import Endpoint


@app.task(name="exchange.send")
def send(endpoint_id: str) -> None:
    """Send what is due on one wire; two runs for one wire wait for each other, wires never do."""
    from tongban.registers.exchange import actions

    actions.deliver(endpoint_id)


def send_due() -> int:
    """Hint at every wire with something due: the sweeper behind the hints; returns how many."""
    present = time.now()
    # What is due absurdly late was put off by a clock that has been set back since.
    due = Q(deliveries__due_at__lte=present) | Q(deliveries__due_at__gt=present + timedelta(minutes=5))
    rows = Endpoint.objects.filter(due, state="on", deliveries__state="waiting")
    keys = [str(pk) for pk in rows.values_list("pk", flat=True).distinct()]
    for key in keys:
        try:
            send.configure(lock=f"exchange/{key}", queueing_lock=f"exchange.sweep/{key}").defer(endpoint_id=key)
        except AlreadyEnqueued:
            continue
    return len(keys)


def clear_messages() -> int:
    """Forget the content of what was sent, or came and was settled, longer ago than it is kept; returns how many."""
    from tongban.registers.exchange import actions, queries

    before = time.now() - timedelta(days=settings.TONGBAN.wire_days)
    done = sum(_cleared(actions.clear_bodies, key, before) for key in queries.to_be_cleared(before))
    return done + sum(_cleared(actions.clear_arrivals, key, before) for key in queries.arrivals_to_be_cleared(before))


def _cleared(clear: Callable[[Actor, str, datetime], int], endpoint: str, before: datetime) -> int:
    from tongban.registers.exchange.actions.clearing import AT_ONCE

    done = 0
    while count := clear(Actor.system(), endpoint, before):
        done += count
        if count < AT_ONCE:
            break
    return done
