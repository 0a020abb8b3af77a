"""What happens to somebody's credit. The subject of a bar is "credit/<id>", of an entry its holder."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class WordEntered(Fact):
    """信用承诺履行记录: a promise was kept or broken."""

    word: str
    source: str


@dataclass(frozen=True)
class BarImposed(Fact):
    """作出限制."""

    holder: str
    scope: str
    department: str
    law: str
    until: str = ""
    source: str = ""


@dataclass(frozen=True)
class RepairAsked(Fact):
    """申请信用修复或提出异议."""

    holder: str
    department: str


@dataclass(frozen=True)
class BarLifted(Fact):
    """解除限制: repaired, or it was wrong."""

    holder: str
    scope: str


@dataclass(frozen=True)
class RepairRefused(Fact):
    """不予修复."""

    holder: str
