"""Wires: how a message reaches a department's system, and the three ways in which it may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Unreachable(Exception):
    """No answer, or an answer that says "not now": tried again as long as it takes."""


class Nonsense(Exception):
    """An answer that is not about this message, or a wire that is set up wrongly: a few more tries."""


class Declined(Exception):
    """The system answers and does not want this message: a few more tries."""


@dataclass(frozen=True)
class Parcel:
    """A message as it travels: id, place in the order, body, signed headers."""

    key: str
    order: int
    body: bytes
    headers: dict[str, str]


class Wire(Protocol):
    """What a kind of wire must be able to do."""

    def hand_over(self, parcel: Parcel) -> str:
        """Hand one message over; returns the receipt. Raises `Unreachable`, `Nonsense`, `Declined`."""
