"""What happens in visits. Ids and codes only."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class VisitBegun(Fact):
    """Subject: visit/<id>. Somebody showed who he is at a window."""

    person: str
    department: str
    shown: str


@dataclass(frozen=True)
class VisitEnded(Fact):
    """Subject: visit/<id>."""

    by: str


@dataclass(frozen=True)
class VisitConfirmed(Fact):
    """Subject: visit/<id>. What was written for him is right, as it stood."""

    about: str
    digest: str
    way: str


@dataclass(frozen=True)
class PersonSought(Fact):
    """Subject: official/<id>. A clerk looked for who stands there by his answers; ``found`` are the assents asked."""

    department: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssentAsked(Fact):
    """Subject: assent/<id>. A code is on its way to his telephone."""

    person: str
    department: str


@dataclass(frozen=True)
class AssentMistyped(Fact):
    """Subject: assent/<id>. A code was typed that is not the one that was sent."""


@dataclass(frozen=True)
class AssentGiven(Fact):
    """Subject: assent/<id>. The code came back: he says yes."""

    person: str
