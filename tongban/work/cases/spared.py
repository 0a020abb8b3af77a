"""What happened where a document was not asked for; named in `events`, which shows it."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MaterialReused(Fact):
    """复用: an accepted document of an earlier application answers a material again."""

    code: str
    material: str
    earlier: str


@dataclass(frozen=True)
class MaterialsCounted(Fact):
    """At submission: how many materials the item needs, how many the applicant was asked for, and what answers them."""

    item: str
    needed: int
    asked: int
    licence: int = 0
    data: int = 0
    earlier: int = 0
    request: int = 0
    promise: int = 0
    later: int = 0
    upload: int = 0


@dataclass(frozen=True)
class RequestAnswered(Fact):
    """行政协助: another office said what was asked of it, or sent the document, and the case has its material."""

    code: str
    desk: str
    material: str = ""
