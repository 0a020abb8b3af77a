"""Reactions to what happens to licences."""

from __future__ import annotations

from typing import Any

from tongban.journey.telling import tell_holder
from tongban.kernel import jobs
from tongban.registers.licences.jobs import make_paper


def print_licence(fact: Any) -> None:
    """Every licence that comes out of a case gets a sealed paper (制证), in its own time."""
    if fact.source.startswith("case/"):
        jobs.later(make_paper, licence_id=fact.subject.removeprefix("licence/"))


def tell_of_licence(fact: Any) -> None:
    if fact.source.startswith("case/"):
        tell_holder(fact, "licence")


def tell_of_revocation(fact: Any) -> None:
    tell_holder(fact, "licence-revoked", reason=fact.reason.rstrip("。"))
