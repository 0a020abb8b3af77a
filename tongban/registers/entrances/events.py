"""What happens at entrances. Ids and codes only: neither numbers nor names nor what the entrance calls somebody."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class EntranceSet(Fact):
    """Subject: entrance/<code>."""

    issuer: str


@dataclass(frozen=True)
class EntranceSwitched(Fact):
    """Subject: entrance/<code>."""

    on: bool
    reason: str


@dataclass(frozen=True)
class LinkMade(Fact):
    """Subject: account/<id>; bound to an entrance, and by which proof: password, sitting, opened."""

    entrance: str
    by: str


@dataclass(frozen=True)
class LinkCarried(Fact):
    """Subject: account/<id>, to which it went over; two accounts of one person became one, or two again."""

    link: str
    source: str


@dataclass(frozen=True)
class LinkEnded(Fact):
    """Subject: account/<id>."""

    entrance: str


@dataclass(frozen=True)
class CameThrough(Fact):
    """Subject: account/<id>; signed in through an entrance."""

    entrance: str
    level: int


@dataclass(frozen=True)
class ProofWanted(Fact):
    """Subject: person/<id>; an entrance vouched for somebody who has an account, and he was asked to prove it his."""

    entrance: str
