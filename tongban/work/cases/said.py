"""What an applicant said beside his answers when he handed in; named in `events`, which shows it."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class ElectronicServiceAgreed(Fact):
    """确认电子送达: the applicant agreed that notices are served into his account."""


@dataclass(frozen=True)
class CaseSigned(Fact):
    """签名: by his own hand, or with his name typed; ``digest`` is over what he read, his name, strokes and moment."""

    digest: str
    drawn: bool
