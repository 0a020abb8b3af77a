"""Who may receive a visitor."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.visits.errors import PapersNeeded
from tongban.registers.visits.kinds import Shown
from tongban.registers.visits.models import Visit

WINDOW = "window"


def receives(actor: Actor) -> bool:
    """A clerk at a window (综合窗口)."""
    return actor.is_official and any(post.desk == WINDOW for post in actor.posts_as("clerk"))


def receiving_department(actor: Actor) -> str:
    """The department in whose name the clerk sits there; raises `NotAllowed`."""
    for post in actor.posts_as("clerk") if actor.is_official else ():
        if post.desk == WINDOW:
            return post.department
    raise NotAllowed("只有综合窗口的受理岗位可以为到场群众代为录入。", next_step="请到综合窗口办理。")


def require_papers(visit: Visit) -> None:
    """He showed his papers or his code; raises `PapersNeeded` where only his telephone spoke for him."""
    if visit.shown == Shown.PHONE:
        raise PapersNeeded


def may_end(actor: Actor, visit: Visit) -> bool:
    """The clerk who received him, and the visitor himself."""
    if actor.is_official:
        return actor.id == str(visit.official)
    return actor.kind == "person" and actor.id == str(visit.person_id)
