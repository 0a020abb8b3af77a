"""Who may do what to a revision."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.work.revisions.errors import SecondPerson
from tongban.work.revisions.kinds import DESK

REVIEWING = ("reviewer", "approver", "head")


def may_draft(actor: Actor, area: str) -> bool:
    """An operator whose post serves the area (事项管理岗位)."""
    return actor.is_official and any(post.serves(area) for post in actor.posts_as("operator"))


def may_review(actor: Actor, area: str) -> bool:
    """Another operator, or who reviews at the desk that keeps the library."""
    reviewing = [post for post in actor.posts_as(*REVIEWING) if post.desk == DESK]
    return may_draft(actor, area) or (actor.is_official and any(post.serves(area) for post in reviewing))


def may_see(actor: Actor, area: str) -> bool:
    """Who drafts or reviews, and those who oversee."""
    overseen = any(post.serves(area) for post in actor.posts_as("supervisor"))
    return actor.is_system or overseen or may_review(actor, area)


def require_draft(actor: Actor, *areas: str) -> None:
    if not all(may_draft(actor, area) for area in areas):
        raise NotAllowed("只有本地区的事项管理岗位可以起草事项变更。", law="国务院关于在线政务服务的若干规定 第五条")


def require_second(actor: Actor, authors: list[str], *areas: str) -> None:
    """Somebody who may review and wrote nothing of it."""
    if not all(may_review(actor, area) for area in areas):
        raise NotAllowed("只有本地区的事项管理岗位可以审核事项变更。", law="国务院关于在线政务服务的若干规定 第五条")
    if actor.id in authors:
        raise SecondPerson


def require_system(actor: Actor) -> None:
    if not actor.is_system:
        raise NotAllowed
