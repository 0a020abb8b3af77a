from __future__ import annotations

from procrastinate.contrib.django import app

from tongban.kernel import time
from tongban.watch.messages import actions
from tongban.watch.messages.models import Sms


@app.task(name="messages.send_sms")
def send_sms(sms_id: str) -> None:
    """Try one text message."""
    actions.send_sms(sms_id)


def send_waiting(limit: int = 200) -> int:
    """Try every text message that is due: the sweeper behind the hints."""
    due = Sms.objects.filter(state="waiting", next_try_at__lte=time.now()).order_by("next_try_at")
    return sum(actions.send_sms(str(pk)) for pk in due.values_list("pk", flat=True)[:limit])
