"""What follows where somebody asks for another's data."""

from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.credentials import queries as credentials
from tongban.registers.credentials.kinds import State
from tongban.registers.identity import queries as identity
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told

SYSTEM = Actor.system()


def tell_of_request(fact: Any) -> None:
    """Whoever's data are asked for is told who asks, what for and until when."""
    row = credentials.by_id(fact.subject.removeprefix("data-request/"))
    if row.state != State.ASKED or told.told(fact.subject, "data-requested"):
        return
    messages.tell(
        SYSTEM, row.holder, "data-requested", fact.subject, link="/my/data/requests/", what=row.type_title,
        who=identity.department(row.department).name, why=row.purpose, until=time.zh(row.until),
    )
