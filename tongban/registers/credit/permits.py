"""Who may bar whom, and who may lift it."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.registers.credit.models import Bar

ROLES = ("approver", "head")


def may_impose(actor: Actor, department: str) -> bool:
    """An approver or the head of the department that answers for it; and the platform, on what an item promised."""
    return actor.is_system or any(post.department == department for post in actor.posts_as(*ROLES))


def may_answer(actor: Actor, bar: Bar) -> bool:
    """Who may impose it may lift it."""
    return not actor.is_system and may_impose(actor, bar.department)


def is_holder(actor: Actor, bar: Bar) -> bool:
    return actor.kind == "person" and actor.signed_in and actor.applicant == bar.holder
