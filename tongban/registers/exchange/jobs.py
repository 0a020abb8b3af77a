from __future__ import annotations

from datetime import timedelta

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


def clear_sent() -> int:
    """Forget the content of what was sent longer ago than the installation keeps it; returns how many."""
    from tongban.registers.exchange import actions, queries
    from tongban.registers.exchange.actions.clearing import AT_ONCE

    before, done = time.now() - timedelta(days=settings.TONGBAN.wire_days), 0
    for endpoint in queries.to_be_cleared(before):
        while count := actions.clear_bodies(Actor.system(), endpoint, before):
            done += count
            if count < AT_ONCE:
                break
    return done
