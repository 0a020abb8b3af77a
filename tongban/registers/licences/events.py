from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class LicenceIssued(Fact):
    """A licence was issued ("licence/<id>")."""

    type: str
    number: str
    holder: str
    source: str


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


@dataclass(frozen=True)
class LicenceTypeDefined(Fact):
    """A kind of licence exists ("licence-type/<code>")."""

    title: str
