"""Who may do what in the catalogue."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def require_publish(actor: Actor) -> None:
    """Only the platform: at the founding, from the command line, or when a revision was approved by a second person."""
    if not actor.is_system:
        raise NotAllowed(
            "事项不能由一个人直接发布、停用或恢复，要经事项变更由另一人审核。",
            law="国务院关于在线政务服务的若干规定 第五条",
            next_step="请在“管理 · 事项变更”中起草并送审。",
        )
