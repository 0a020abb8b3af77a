"""What happens around signing in. Ids only: neither addresses nor devices nor codes."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class AuthenticatorBound(Fact):
    """Subject: account/<id>."""


@dataclass(frozen=True)
class AuthenticatorTaken(Fact):
    """Subject: account/<id>; the next sign-in binds a new one."""

    reason: str


@dataclass(frozen=True)
class ReleaseAsked(Fact):
    """Subject: account/<id>; another administrator frees it."""


@dataclass(frozen=True)
class RecoveryCodesMade(Fact):
    """Subject: account/<id>; the earlier ones are void."""

    count: int


@dataclass(frozen=True)
class PasskeyAdded(Fact):
    """Subject: account/<id>."""

    passkey: str


@dataclass(frozen=True)
class PasskeyRemoved(Fact):
    """Subject: account/<id>."""

    passkey: str


@dataclass(frozen=True)
class PasskeyCarried(Fact):
    """Subject: account/<id>, to which it went over; two accounts of one person became one, or two again."""

    passkey: str
    source: str


@dataclass(frozen=True)
class ProofGiven(Fact):
    """Subject: account/<id>."""

    by: str  # code, recovery, passkey


@dataclass(frozen=True)
class ProofFailed(Fact):
    """Subject: account/<id>."""


@dataclass(frozen=True)
class SittingBegun(Fact):
    """Subject: account/<id>."""

    sitting: str
    fresh: bool = False  # from a device that was not seen before


@dataclass(frozen=True)
class SittingEnded(Fact):
    """Subject: account/<id>."""

    sitting: str
    why: str  # left, taken, idle
