"""What a registration brings into being: the body itself, before the licence that it will hold."""

from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as identities
from tongban.work.cases import queries as rows

SYSTEM = Actor.system()


def found(case: Any) -> Any:
    """The new body of a granted registration, with a code of its own; who represents it may act for it at once."""
    said = case.definition.founded(rows.facts_of(case))
    head = identities.find_person(SYSTEM, said["legal"])
    return identity.register_organisation(
        SYSTEM, said["name"], said["kind"], "", legal=head.pk if head else None, legal_name=said["legal_name"],
        area=said["area"], address=said["address"], established=time.today(),
    )
