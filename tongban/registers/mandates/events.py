"""What happens to mandates. Ids and codes only."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MandateGiven(Fact):
    """Subject: mandate/<id>."""

    giver: str
    taker: str
    items: tuple[str, ...]
    until: str
    documents: bool = False


@dataclass(frozen=True)
class MandateEnded(Fact):
    """Subject: mandate/<id>; by its giver (撤回) or by its taker (辞去)."""

    by: str
