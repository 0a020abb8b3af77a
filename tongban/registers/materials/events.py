from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MaterialKept(Fact):
    """A document was handed in ("material/<id>")."""

    material: str
    sha256: str
    size: int


@dataclass(frozen=True)
class MaterialSeen(Fact):
    """Somebody other than its holder opened it, for ``source``."""

    source: str


@dataclass(frozen=True)
class MaterialHidden(Fact):
    """Its holder does not want it offered again."""
