"""Who may do what to synonyms."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def may_arrange(actor: Actor) -> bool:
    """An operator, for the words are the same in the whole city; the platform itself."""
    return actor.is_system or bool(actor.posts_as("operator"))


def require_arrange(actor: Actor) -> None:
    if not may_arrange(actor):
        raise NotAllowed("只有系统管理岗位可以维护近义说法。", law="国务院关于在线政务服务的若干规定 第五条")
