from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class LicenceIssued(Fact):
    """A licence was issued ("licence/<id>")."""

    type: str
    number: str
    holder: str
    source: str
    version: int = 1


@dataclass(frozen=True)
class LicenceChanged(Fact):
    """It goes on in a new version (变更); ``successor`` is that version's id."""

    successor: str
    holder: str
    reason: str
    law: str
    source: str


@dataclass(frozen=True)
class LicenceRenewed(LicenceChanged):
    """It goes on in a new version with a new validity (延续)."""


@dataclass(frozen=True)
class LicenceReplaced(LicenceChanged):
    """Its paper was lost or spoilt; a new version says the same (补发)."""


@dataclass(frozen=True)
class LicenceRectified(LicenceChanged):
    """A clerical error on it was corrected (更正): a new version says what was meant."""

    decision: str = ""


@dataclass(frozen=True)
class DecisionSealed(Fact):
    """The sealed PDF of a decision on a licence exists; ``paper`` is its SHA-256."""

    decision: str
    paper: str


@dataclass(frozen=True)
class LicenceDeemedRenewed(Fact):
    """Renewed by law, since the application ``source`` was not answered before the last day (视为准予延续)."""

    holder: str
    source: str
    day: str


@dataclass(frozen=True)
class LicenceCancelled(Fact):
    """Struck off (注销); ``source`` names the application, if the holder asked for it."""

    reason: str
    law: str
    holder: str
    source: str = ""
    decision: str = ""


@dataclass(frozen=True)
class LicenceWithdrawn(Fact):
    """Taken away as a penalty (吊销)."""

    reason: str
    law: str
    holder: str
    decision: str = ""


@dataclass(frozen=True)
class LicencePrinted(Fact):
    """Its sealed PDF exists; ``paper`` is its SHA-256."""

    paper: str
    source: str


@dataclass(frozen=True)
class LicenceRevoked(Fact):
    """It no longer counts (撤销); why and by which law."""

    reason: str
    law: str
    holder: str = ""
    decision: str = ""


@dataclass(frozen=True)
class LicenceTypeDefined(Fact):
    """A kind of licence exists ("licence-type/<code>")."""

    title: str
