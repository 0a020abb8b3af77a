"""How a source is asked. One wire speaks REST; another way of asking is another class with `ask`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class Silent(Exception):
    """There is no usable answer, and why."""


@dataclass(frozen=True)
class Question:
    """What travels: the resource, what it is asked, the fields wanted, what for and on which basis."""

    key: str
    resource: str
    asked: Mapping[str, str] = field(repr=False)
    fields: tuple[str, ...]
    purpose: str
    case: str
    basis: str


class Source(Protocol):
    """Another authority's interface."""

    def ask(self, question: Question, total: float) -> tuple[dict[str, Any], str]:
        """The values and the digest of the answer as it came, within ``total`` seconds; raises `Silent`."""
