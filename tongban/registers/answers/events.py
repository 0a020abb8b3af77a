"""What happens to kept answers. The subject is the applicant; elements are named, answers never."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class AnswersKept(Fact):
    """Answers of a submitted application are offered from now on."""

    source: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswersDeleted(Fact):
    """The applicant deleted what was kept (删除常用信息)."""

    elements: tuple[str, ...] = ()
