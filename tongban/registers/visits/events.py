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
