"""What happens to a concern. The subject is "concern/<id>"; codes only, never what was said."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class ConcernRaised(Fact):
    """反映: of a guide, or of something that could not be done."""

    about: str
    item: str
    department: str
    desk: str
    due: str


@dataclass(frozen=True)
class ConcernAnswered(Fact):
    """答复反映."""

    about: str
    verdict: str
