"""Who may do what to wordings."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def may_publish(actor: Actor, department: str) -> bool:
    """An operator of the whole city, or of the department whose notices it words; the platform itself."""
    posts = actor.posts_as("operator")
    return actor.is_system or any(post.serves("") or (department and post.department == department) for post in posts)


def require_publish(actor: Actor, department: str) -> None:
    if not may_publish(actor, department):
        raise NotAllowed("只有系统管理岗位可以发布文书样式。", law="国务院关于在线政务服务的若干规定 第五条")
