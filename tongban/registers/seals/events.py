from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class SealMade(Fact):
    """A seal exists ("seal/<code>")."""

    department: str
    demo: bool


@dataclass(frozen=True)
class SealUsed(Fact):
    """A document was sealed; ``document`` is the SHA-256 of what was signed, ``source`` what it belongs to.

    ``form`` is the SHA-256 of its second form, the sealed OFD.
    """

    document: str
    source: str
    timestamped: bool = False
    form: str = ""


@dataclass(frozen=True)
class KeeperAppointed(Fact):
    """An official keeps it from now on."""

    official: str


@dataclass(frozen=True)
class KeeperReleased(Fact):
    """He keeps it no longer."""

    official: str


@dataclass(frozen=True)
class SealRevoked(Fact):
    """It is used no longer; why and by which rule."""

    reason: str
    law: str


@dataclass(frozen=True)
class SealingAsked(Fact):
    """Somebody asks that a paper be sealed by hand; ``document`` is the SHA-256 of the paper."""

    sealing: str
    document: str


@dataclass(frozen=True)
class HandSealed(Fact):
    """A second person sealed it; ``paper`` is the SHA-256 of the sealed one."""

    sealing: str
    paper: str


@dataclass(frozen=True)
class SealingDeclined(Fact):
    """The keeper did not seal it."""

    sealing: str
