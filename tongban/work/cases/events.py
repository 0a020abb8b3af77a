"""What happens to a case. The subject is always "case/<id>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class CaseStarted(Fact):
    item: str
    edition: int


@dataclass(frozen=True)
class DraftSaved(Fact):
    page: str


@dataclass(frozen=True)
class DraftDiscarded(Fact):
    pass


@dataclass(frozen=True)
class MaterialGiven(Fact):
    code: str
    material: str
    version: int


@dataclass(frozen=True)
class MaterialTakenBack(Fact):
    code: str


@dataclass(frozen=True)
class CaseSubmitted(Fact):
    """收件."""

    number: str
    edition: int
    notice: str = ""


@dataclass(frozen=True)
class CaseIncomplete(Fact):
    """补正告知: the one complete list."""

    gaps: int
    notice: str = ""


@dataclass(frozen=True)
class CaseSupplied(Fact):
    """补正回件."""


@dataclass(frozen=True)
class CaseAccepted(Fact):
    """受理: the clock of the promise starts."""

    edition: int
    notice: str = ""


@dataclass(frozen=True)
class CaseTurnedAway(Fact):
    """不予受理."""

    notice: str = ""


@dataclass(frozen=True)
class CasePaused(Fact):
    """特别程序: the clock stands."""

    reason: str
    law: str
    notice: str = ""


@dataclass(frozen=True)
class CaseResumed(Fact):
    pass


@dataclass(frozen=True)
class CaseDecided(Fact):
    """决定: ``outcome`` granted or refused."""

    outcome: str
    notice: str = ""


@dataclass(frozen=True)
class CaseWithdrawn(Fact):
    notice: str = ""


@dataclass(frozen=True)
class CaseClosed(Fact):
    """办结: whatever the outcome, nothing more is owed."""

    outcome: str
    notice: str = ""


@dataclass(frozen=True)
class NoticeSealed(Fact):
    """The PDF of a served notice exists."""

    notice: str
    paper: str


@dataclass(frozen=True)
class CaseLooked(Fact):
    """An official opened it (who, is the ledger's actor)."""
