from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class SealMade(Fact):
    """A seal exists ("seal/<code>")."""

    department: str
    demo: bool


@dataclass(frozen=True)
class SealUsed(Fact):
    """A document was sealed; ``document`` is the SHA-256 of what was signed, ``source`` what it belongs to."""

    document: str
    source: str
    timestamped: bool = False
