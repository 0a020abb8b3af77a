"""Reactions to what happens to licences."""

from __future__ import annotations

from typing import Any

from tongban.journey.telling import tell_holder
from tongban.kernel.actor import Actor
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as rows

SYSTEM = Actor.system()


def print_licence(fact: Any) -> None:
    """Every licence that came out of a case has a sealed paper."""
    licence = rows.licence_for(SYSTEM, fact.subject.removeprefix("licence/"))
    if fact.source.startswith("case/") and not licence.paper:
        licences.print_paper(SYSTEM, str(licence.pk))


def tell_of_licence(fact: Any) -> None:
    tell_holder(fact, "licence")


def tell_of_revocation(fact: Any) -> None:
    tell_holder(fact, "licence-revoked", reason=fact.reason)
