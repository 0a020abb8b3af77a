"""What becomes of cases that rules may decide. The subject is "case/<id>"; of a switch, "automatic/<item or all>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class CaseRuled(Fact):
    """The platform granted by rules (系统依规则自动决定): which rules, of which edition."""

    ruling: str
    digest: str
    edition: int
    rules: int


@dataclass(frozen=True)
class CaseLeftToPerson(Fact):
    """Some rule did not hold, so a person looks (转人工): which, by name."""

    ruling: str
    why: str  # codes, separated by blanks


@dataclass(frozen=True)
class RulingPostponed(Fact):
    """A document is still being read."""

    ruling: str


@dataclass(frozen=True)
class ReviewAsked(Fact):
    """The applicant asks for a person (申请人工复核, 个人信息保护法 第二十四条)."""

    review: str
    due: str


@dataclass(frozen=True)
class ReviewAnswered(Fact):
    review: str
    finding: str


@dataclass(frozen=True)
class SampleDrawn(Fact):
    """A day's rulings of an item were drawn from (抽取样本). The subject is "automatic/<item>"."""

    draw: str
    day: str
    population: int
    picked: int


@dataclass(frozen=True)
class SampleOpened(Fact):
    """This case is one of them (列入抽查)."""

    sample: str


@dataclass(frozen=True)
class SampleJudged(Fact):
    """What a person found (抽查结论); ``rule`` is the one that is reported wrong."""

    sample: str
    finding: str
    rule: str = ""


@dataclass(frozen=True)
class AutomaticStopped(Fact):
    """No more decisions by rules, from this moment (停用智能审批); ``by_itself`` after too many errors."""

    reason: str
    by_itself: bool = False


@dataclass(frozen=True)
class AutomaticResumed(Fact):
    reason: str
