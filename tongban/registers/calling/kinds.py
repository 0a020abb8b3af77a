"""Values of calling."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ticket:
    """A number somebody drew (排队号), for what, and how many wait behind him."""

    number: str
    service: str
    waiting: int
