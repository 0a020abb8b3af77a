from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tongban.kernel import time
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
