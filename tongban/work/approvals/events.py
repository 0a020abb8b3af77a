"""What happens on departments' desks. The subject is always "case/<id>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class OpinionSigned(Fact):
    """An official signed an opinion (签署意见)."""

    step: str
    opinion: str
    verdict: str
    department: str
    behalf: str = ""  # official on leave, in whose place it was signed (代)


@dataclass(frozen=True)
class OpinionSentBack(Fact):
    """The second signer does not concur: the step is open again (退回)."""

    step: str
    reason: str


@dataclass(frozen=True)
class ExaminationBegunAnew(Fact):
    """What was signed before no longer stands (重新审查)."""


@dataclass(frozen=True)
class StepSettled(Fact):
    """A step has all its signatures (环节办结)."""

    step: str
    verdict: str


@dataclass(frozen=True)
class StepReturned(Fact):
    """From one step the case went back to an earlier one (退回上一环节)."""

    origin: str
    step: str
    reason: str


@dataclass(frozen=True)
class ViewAsked(Fact):
    """Another desk was asked for its view (征求意见)."""

    consultation: str
    desk: str
    due: str
    expert: str = ""


@dataclass(frozen=True)
class ViewGiven(Fact):
    """It answered (答复)."""

    consultation: str
    desk: str


@dataclass(frozen=True)
class PhraseKept(Fact):
    """A phrase for opinions was kept. The subject is "official/<id>" or "desk/<code>"."""

    phrase: str


@dataclass(frozen=True)
class PhraseChanged(Fact):
    phrase: str


@dataclass(frozen=True)
class PhraseRemoved(Fact):
    phrase: str
