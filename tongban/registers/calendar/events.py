"""What happens to the calendar. The subject is "calendar/<year>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class HolidaysPublished(Fact):
    """A year's notice of holidays was imported (导入放假安排)."""

    notice: int
    source: str
    digest: str  # SHA-256 of its days in order: day and 0 (off) or 1 (worked) on each line
    days: int


@dataclass(frozen=True)
class HolidaysApplied(Fact):
    """Every open date that the notice moves was moved (时限重新推算完毕)."""

    notice: int
    cases: int
    tasks: int
