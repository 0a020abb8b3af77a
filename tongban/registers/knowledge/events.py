"""What happens to texts. The subject is always "page/<code>"."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class PagePublished(Fact):
    """文章发布: in force from now on."""

    version: str
    number: int
    digest: str
    note: str = ""


@dataclass(frozen=True)
class PageWithdrawn(Fact):
    """文章撤下: no longer on the portal, its versions stay."""

    version: str
    number: int
    note: str = ""
