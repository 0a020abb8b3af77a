"""What happens in single sign-on. Ids and codes only: neither codes nor tokens nor what was told."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class PartySet(Fact):
    """Subject: party/<code>; entered or changed."""

    fresh: bool
    items: tuple[str, ...] = ()
    level: int = 0


@dataclass(frozen=True)
class PartySwitched(Fact):
    """Subject: party/<code>."""

    on: bool
    reason: str


@dataclass(frozen=True)
class SigningKeyMade(Fact):
    """Subject: sso/keys."""

    kid: str
    at_once: bool = False  # the former one counts no more


@dataclass(frozen=True)
class ConsentGiven(Fact):
    """Subject: account/<id>."""

    party: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentCarried(Fact):
    """Subject: account/<id>, to which it went over; two accounts of one person became one, or two again."""

    grant: str
    source: str


@dataclass(frozen=True)
class ConsentWithdrawn(Fact):
    """Subject: account/<id>."""

    party: str


@dataclass(frozen=True)
class SystemEntered(Fact):
    """Subject: account/<id>; somebody went into another system with his sign-in here."""

    party: str
    visit: str
    level: int


@dataclass(frozen=True)
class DataTold(Fact):
    """Subject: account/<id>; a system read what it was granted, the first time in a visit."""

    party: str
    visit: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeReplayed(Fact):
    """Subject: account/<id>; a code came twice, and what it had opened is shut."""

    party: str
    visit: str


@dataclass(frozen=True)
class VisitEnded(Fact):
    """Subject: account/<id>."""

    party: str
    visit: str
    why: str  # sitting, withdrawn, stopped, replayed


@dataclass(frozen=True)
class PartyTold(Fact):
    """Subject: account/<id>; a system was told that a visit is over, or could not be told."""

    party: str
    visit: str
    told: bool
