"""What happens to a revision. The subject is "revision/<id>"."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class RevisionBegun(Fact):
    """A change of the library was begun (起草)."""

    what: str
    items: list[str]


@dataclass(frozen=True)
class TextSaved(Fact):
    """The text of an item was saved as typed."""

    place: int
    version: int
    digest: str


@dataclass(frozen=True)
class TextTaken(Fact):
    """One of the texts was taken out."""

    place: int


@dataclass(frozen=True)
class BaseMoved(Fact):
    """Who drafts has looked at the newest edition and goes on from there (以现行版本为基础)."""

    place: int
    number: int


@dataclass(frozen=True)
class RevisionPlanned(Fact):
    """Reason and days were written down."""

    effective_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True)
class RevisionSent(Fact):
    """It waits for a second person (送审)."""


@dataclass(frozen=True)
class RevisionRecalled(Fact):
    """Who drafts took it back from review (撤回送审)."""


@dataclass(frozen=True)
class RevisionApproved(Fact):
    """A second person approved it (审核通过)."""

    effective_on: str = ""
    opinion: str = ""


@dataclass(frozen=True)
class RevisionSentBack(Fact):
    """A second person wants it changed (退回修改)."""

    reason: str


@dataclass(frozen=True)
class RevisionGivenBack(Fact):
    """On its day the catalogue refused it; it is the drafters' again."""

    reason: str


@dataclass(frozen=True)
class RevisionDropped(Fact):
    """Nothing will come of it (放弃)."""

    reason: str = ""


@dataclass(frozen=True)
class RevisionPublished(Fact):
    """It is done in the library (发布)."""

    editions: list[str]
    ended: list[str]
