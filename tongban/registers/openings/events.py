"""What happens around an opening. Ids and codes only."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class OpeningAsked(Fact):
    """紧急查阅: the actor asks to see ``about``. Subject: opening/<id>."""

    about: str
    ground: str
    minutes: int
    whole: bool


@dataclass(frozen=True)
class OpeningGranted(Fact):
    """The actor is the second person; open until the instant ``until``. Subject: opening/<id>."""

    about: str
    official: str
    until: str


@dataclass(frozen=True)
class OpeningRefused(Fact):
    """Subject: opening/<id>; ``by`` person, or time where nobody answered."""

    by: str


@dataclass(frozen=True)
class OpeningUsed(Fact):
    """One look. Subject: what was looked at, case/<id> or person/<id>."""

    opening: str
    what: str = ""


@dataclass(frozen=True)
class OpeningEnded(Fact):
    """Subject: opening/<id>; ``by`` time, asker or watcher."""

    about: str
    by: str
    looks: int


@dataclass(frozen=True)
class OpeningReviewed(Fact):
    """事后评议, by the audit administrator. Subject: opening/<id>."""

    finding: str
