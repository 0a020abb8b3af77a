"""Who may do what to texts of the city."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def may_publish(actor: Actor) -> bool:
    """An operator of the whole city, for everybody reads it; the platform itself."""
    return actor.is_system or any(post.serves("") for post in actor.posts_as("operator"))


def require_publish(actor: Actor) -> None:
    if not may_publish(actor):
        raise NotAllowed("只有系统管理岗位可以发布城市声明和帮助文章。", law="国务院关于在线政务服务的若干规定 第五条")
