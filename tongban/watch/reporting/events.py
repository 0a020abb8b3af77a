"""What went to other platforms and came from them. The subject is "exchange/out" or "exchange/in"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class TablesHandedOver(Fact):
    """Rows left for another platform (数据归集上报)."""

    delivery: str
    since: int
    until: int
    rows: int
    identities: str  # masked, full
    reason: str = ""


@dataclass(frozen=True)
class TablesReceived(Fact):
    """Rows of another platform came in (数据归集接收)."""

    source: str
    new: int
    changed: int
    same: int
    refused: int
