"""What happens to an objection. The subject is "objection/<id>"; names of fields, never what they say."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class ObjectionRaised(Fact):
    """提出数据异议."""

    case: str
    field: str
    department: str
    desk: str
    due: str


@dataclass(frozen=True)
class ObjectionAnswered(Fact):
    """答复数据异议: corrected or refused."""

    case: str
    field: str
    verdict: str
