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
