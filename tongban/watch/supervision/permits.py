"""Who answers for a card, and who may take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.watch.supervision.models import Card

ANSWERING = ("clerk", "approver", "head")


def may_answer(actor: Actor, card: Card) -> bool:
    """Who answers: clerks of the window, approvers and the head of the department, for its area."""
    posts = actor.posts_as(*ANSWERING)
    return any(p.department == card.department and p.serves(card.area) for p in posts) and not tasks.is_recused(
        actor.id, f"case/{card.case_id}"
    )


def may_supervise(actor: Actor, card: Card) -> bool:
    return any(p.serves(card.area) for p in actor.posts_as("supervisor"))
