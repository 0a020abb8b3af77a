"""Who may do what in the catalogue."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def may_publish(actor: Actor, area: str) -> bool:
    """The platform itself, or an operator whose post serves the item's area."""
    return actor.is_system or any(post.serves(area) for post in actor.posts_as("operator"))


def require_publish(actor: Actor, area: str) -> None:
    if not may_publish(actor, area):
        raise NotAllowed("只有本地区的事项管理岗位可以发布或停用事项。", law="国务院关于在线政务服务的若干规定 第五条")
