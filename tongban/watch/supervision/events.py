from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class CardIssued(Fact):
    """A rule saw something in a case ("case/<id>"): a yellow or red card (亮牌)."""

    card: str
    rule: str
    colour: str
    about: str = ""


@dataclass(frozen=True)
class CardAnswered(Fact):
    """The department explained itself, or put it right (答复监察)."""

    card: str
    answer: str


@dataclass(frozen=True)
class CardWithdrawn(Fact):
    """Supervision took the card back, with a reason (撤牌)."""

    card: str
