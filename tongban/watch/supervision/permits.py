"""Who answers for a card, who reads it, and who may take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor, Post
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.watch.supervision.models import Card

ANSWERING = ("clerk", "approver", "head")


def may_answer(actor: Actor, card: Card) -> bool:
    """Who answers: clerks of the window, approvers and the head of the department, for its area."""
    return _falls_to(card, actor.posts_as(*ANSWERING)) and not _recused(card, actor.id)


def may_read(actor: Actor, card: Card) -> bool:
    """Reviewers too: the answer stands on their list until it is given, and it may be their work that was late."""
    return _falls_to(card, actor.posts_as(*ANSWERING, "reviewer")) and not _recused(card, actor.id)


def may_supervise(actor: Actor, card: Card) -> bool:
    return any(p.serves(card.area) for p in actor.posts_as("supervisor"))


def _falls_to(card: Card, posts: Sequence[Post]) -> bool:
    return any(p.department == card.department and p.serves(card.area) for p in posts)


def _recused(card: Card, official: str) -> bool:
    return tasks.is_recused(official, f"case/{card.case_id}")
