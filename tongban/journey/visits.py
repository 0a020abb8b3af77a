"""What follows where somebody stands at a window."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told


def tell_of_visit(fact: Any) -> None:
    """Whose papers were read at a window is told so at once: if it was not he, he can end it."""
    if not told.told(fact.subject, "visit-begun"):
        messages.tell(
            Actor.system(), fact.person, "visit-begun", fact.subject, link="/my/data/",
            who=identity.department(fact.department).name,
        )  # fmt: skip
