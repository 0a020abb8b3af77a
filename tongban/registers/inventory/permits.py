"""Who may arrange the inventory."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def may_arrange(actor: Actor) -> bool:
    """The platform itself, or an operator whose post serves the whole city: the list is one for all its districts."""
    return actor.is_system or any(post.serves("") for post in actor.posts_as("operator"))


def require_arrange(actor: Actor) -> None:
    if not may_arrange(actor):
        raise NotAllowed("只有全市的事项管理岗位可以维护事项清单。", law="国务院关于在线政务服务的若干规定 第五条")
