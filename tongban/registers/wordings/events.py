"""What happens to wordings. The subject is always "wording/<kind>"."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class WordingPublished(Fact):
    """文书样式发布: in force from now on, for a department or ("") the whole city."""

    version: str
    number: int
    department: str
    digest: str
    note: str = ""


@dataclass(frozen=True)
class WordingSteppedBack(Fact):
    """文书样式停用: the wording it stood before is in force again."""

    version: str
    number: int
    department: str
    note: str = ""
