from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class RatingInvited(Fact):
    """The applicant was invited to rate ("case/<id>")."""


@dataclass(frozen=True)
class Rated(Fact):
    """A rating was given ("case/<id>"); who rated is not in the fact."""

    level: int


@dataclass(frozen=True)
class PoorRating(Fact):
    """The rating was 2 or 1: somebody must call back (差评)."""

    level: int
    rating: str
