"""What happens in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class EditionPublished(Fact):
    """A new edition of an item was published (事项版本发布)."""

    edition: str
    number: int
    digest: str
    in_force_from: str
    note: str = ""
    source: str = ""  # "revision/<id>"


@dataclass(frozen=True)
class ItemSuspended(Fact):
    """An item can for now not be applied for (事项暂停)."""

    reason: str
    source: str = ""


@dataclass(frozen=True)
class ItemCancelled(Fact):
    """An item is no longer offered (事项取消)."""

    reason: str
    source: str = ""


@dataclass(frozen=True)
class ItemResumed(Fact):
    """A suspended item is offered again (事项恢复)."""

    reason: str
    source: str = ""
