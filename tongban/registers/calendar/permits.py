"""Who may change the calendar."""

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed


def require_keeper(actor: Actor) -> None:
    """The calendar is kept by whoever holds the post of system management."""
    if not (actor.is_system or (actor.is_official and actor.posts_as("operator"))):
        raise NotAllowed("只有系统管理岗位可以导入放假安排。")
