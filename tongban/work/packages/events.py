"""What happens to a run. The subject is always "run/<id>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class RunStarted(Fact):
    package: str
    edition: int


@dataclass(frozen=True)
class RunSaved(Fact):
    page: str


@dataclass(frozen=True)
class RunExpiring(Fact):
    """A draft nobody goes on with will be laid into the trash in so many days."""

    days: int


@dataclass(frozen=True)
class RunTrashed(Fact):
    """移入回收站: nobody went on with it for thirty days, or its applicant gave it up (``by``)."""

    by: str = ""


@dataclass(frozen=True)
class RunRestored(Fact):
    """The applicant took a draft back out of the trash."""


@dataclass(frozen=True)
class RunRefreshed(Fact):
    """Prefilled answers of the draft that say what registers say now; names of fields only."""

    fields: tuple[str, ...]


@dataclass(frozen=True)
class RunAnswerObjected(Fact):
    """数据异议: a prefilled answer of the draft may be changed while its register is asked."""

    field: str
    objection: str


@dataclass(frozen=True)
class RunObjectionSettled(Fact):
    """The register answered: ``verdict`` corrected or refused."""

    field: str
    objection: str
    verdict: str


@dataclass(frozen=True)
class RunDiscarded(Fact):
    pass


@dataclass(frozen=True)
class RunMaterialGiven(Fact):
    """A document answers a material, ``how`` it does: handed in, promised, to come later, taken back."""

    code: str
    how: str
    material: str = ""


@dataclass(frozen=True)
class RunSubmitted(Fact):
    """一件事收件: one number for all of it."""

    number: str
    edition: int
    branches: int
    signature: str = ""


@dataclass(frozen=True)
class BranchFiled(Fact):
    """One item of the run became a case of its own."""

    branch: str
    case: str


@dataclass(frozen=True)
class BranchHeld(Fact):
    """It could not be filed as it is: its draft waits for the applicant."""

    branch: str
    case: str


@dataclass(frozen=True)
class BranchBarred(Fact):
    """It is not filed: what it needs was not granted, or the applicant took it back."""

    branch: str
    reason: str


@dataclass(frozen=True)
class SupplementShared(Fact):
    """补正共享: one supplement answered several branches."""

    branch: str
    case: str


@dataclass(frozen=True)
class RunWithdrawn(Fact):
    pass


@dataclass(frozen=True)
class RunClosed(Fact):
    """一件事办结: every branch is over; ``granted`` of ``branches`` were granted."""

    granted: int
    branches: int
