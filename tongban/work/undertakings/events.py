"""What happens to an undertaking. The subject is "undertaking/<id>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class UndertakingOpened(Fact):
    case: str
    code: str
    trust: str
    due: str = ""


@dataclass(frozen=True)
class CheckBegun(Fact):
    """The day until which a promise is looked into is known."""

    case: str
    code: str
    due: str


@dataclass(frozen=True)
class UndertakingKept(Fact):
    """履行承诺."""

    case: str
    code: str
    holder: str
    trust: str


@dataclass(frozen=True)
class UndertakingBroken(Fact):
    """未履行承诺: the broken promise is recorded; what follows an official decides."""

    case: str
    code: str
    holder: str
    trust: str
    law: str = ""


@dataclass(frozen=True)
class UndertakingLetGo(Fact):
    case: str
    code: str
