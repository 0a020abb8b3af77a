"""Told before it is too late (到期提醒): a licence that runs out, sixty, thirty and seven days before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.licences import queries as licences
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told

STAGES = (7, 30, 60)
SYSTEM = Actor.system()


def remind_of_expiry() -> int:
    """Tell every holder once at each stage; a day on which the clock stood is made up for. Returns how many."""
    today, after, sent = time.today(), "", 0
    while page := licences.running_out(today, today + timedelta(STAGES[-1]), after):
        sent += sum(_remind(one, (one.valid_to - today).days) for one in page if one.valid_to)
        after = str(page[-1].pk)
    return sent


def _remind(licence: Any, days: int) -> bool:
    stage = next(one for one in STAGES if days <= one)
    if told.told(licence.subject, "licence-expiring", stage):
        return False
    messages.tell(
        SYSTEM, licence.holder, "licence-expiring", licence.subject, link=f"/my/licences/{licence.pk}/", seq=stage,
        licence=licence.type.title, number=licence.number, days=days,
        until=f"{licence.valid_to:%Y}年{licence.valid_to.month}月{licence.valid_to.day}日" if licence.valid_to else "",
    )
    return True
