"""What follows where somebody stands at a window."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.visits import queries as visits
from tongban.registers.visits.kinds import ASSENT_LIFE
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told


def tell_of_visit(fact: Any) -> None:
    """Whose papers were read at a window is told so at once: if it was not he, he can end it."""
    if not told.told(fact.subject, "visit-begun"):
        messages.tell(
            Actor.system(), fact.person, "visit-begun", fact.subject, link="/my/data/",
            who=identity.department(fact.department).name,
        )  # fmt: skip


def send_assent_code(fact: Any) -> None:
    """Who was found by his answers is asked by his telephone; a code that was replaced or given is not sent."""
    row = visits.assent(fact.subject.removeprefix("assent/"))
    if row is not None and not told.told(fact.subject, "assent-code", fact.seq):
        messages.send_code(
            Actor.system(), fact.subject, row.person.phone, row.code, int(ASSENT_LIFE.total_seconds() // 60),
            "assent-code", recipient=fact.person, seq=fact.seq, who=identity.department(fact.department).name,
        )  # fmt: skip
