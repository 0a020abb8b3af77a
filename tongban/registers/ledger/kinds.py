"""Values of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Verdict:
    """A ledger that was found whole: how many facts, how many of them in the global order, how many signed heads."""

    facts: int
    ordered: int
    checkpoints: int


def checkpoint_text(position: int, head: bytes, at: datetime) -> bytes:
    """The text that is signed, in the manner of a C2SP checkpoint: origin, size, head, moment."""
    return f"tongban ledger\n{position}\n{head.hex()}\n{at.isoformat()}\n".encode()
