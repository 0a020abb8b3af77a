"""What the clock does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tongban.registers.ledger.sealing import put_in_order, sign_head
from tongban.watch.messages.jobs import send_waiting

EVERY: Sequence[tuple[str, Callable[[], object]]] = [
    ("minute", put_in_order),
    ("minute", send_waiting),
    ("hour", sign_head),
    ("day 00:05", sign_head),
]
