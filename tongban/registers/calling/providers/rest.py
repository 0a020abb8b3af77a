"""A queueing system over HTTP: POST <url>/windows/<window>/<next|again|pass>, answered with the number as JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from tongban.kernel import outbound
from tongban.registers.calling.errors import NobodyWaits, QueueSilent
from tongban.registers.calling.kinds import Ticket

PATIENCE = 3.0  # seconds: somebody stands at the window


class RestQueue:
    """See `Queue`; an Idempotency-Key goes with each press."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.url, self.patience = url.rstrip("/"), patience

    def call_next(self, window: str, deed: str) -> Ticket:
        return self._ask(window, "next", deed)

    def call_again(self, window: str, deed: str) -> Ticket:
        return self._ask(window, "again", deed)

    def pass_over(self, window: str, deed: str) -> Ticket:
        return self._ask(window, "pass", deed)

    def _ask(self, window: str, act: str, deed: str) -> Ticket:
        address = f"{self.url}/windows/{quote(window, safe='')}/{act}"
        headers = {"Idempotency-Key": deed, "Content-Type": "application/json"}
        try:  # the operator chose the address; where the queue itself sends us, we do not follow
            status, text = outbound.post(address, b"{}", headers, total=self.patience, private_ok=True)
        except (outbound.NoAnswer, outbound.NotThere):
            raise QueueSilent from None
        if status == 404:
            raise NobodyWaits
        try:
            return _ticket(json.loads(text) if status < 300 else None)
        except ValueError:
            raise QueueSilent from None


def _ticket(said: Any) -> Ticket:
    """The number that was answered; raises ValueError for what is none."""
    number, waiting = (said.get(name) for name in ("ticket", "waiting")) if isinstance(said, dict) else (None, None)
    if not isinstance(number, str) or not 0 < len(number) <= 12 or not number.isalnum():
        raise ValueError("no number")
    if not isinstance(waiting, int) or waiting < 0:
        raise ValueError("nobody knows how many wait")
    return Ticket(number, str(said.get("service", ""))[:40], waiting)
