"""Facts of hearings, records and the first instance; `events` shows them with all others."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class HearingRightTold(Fact):
    """听证告知: the applicant may ask for a hearing within five working days."""

    notice: str = ""


@dataclass(frozen=True)
class HearingAsked(Fact):
    """申请听证: the clock stands until it was held."""

    notice: str = ""


@dataclass(frozen=True)
class HearingCalled(Fact):
    """听证通知: time, place and chair."""

    notice: str = ""


@dataclass(frozen=True)
class HearingHeld(Fact):
    """听证笔录: the decision rests on it; the clock goes on."""

    notice: str = ""


@dataclass(frozen=True)
class HearingGivenUp(Fact):
    """放弃听证: the applicant does without; the clock goes on where it stood."""

    notice: str = ""


@dataclass(frozen=True)
class SiteVisitRecorded(Fact):
    """现场勘验笔录: who was on site, when and where, and what they found, on a step that two officers do."""

    step: str
    notice: str = ""


@dataclass(frozen=True)
class CaseHandedUp(Fact):
    """初审报送: a lower authority has examined it and handed everything up (第四十三条)."""

    step: str
    notice: str = ""


@dataclass(frozen=True)
class ProcedureRecorded(Fact):
    """特别程序记录: when, where and by whom it was done, and what was found."""

    special: str
    notice: str = ""
