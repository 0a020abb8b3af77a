"""Who may ask, grant, end and review: pure functions of actor and row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.kinds import ADMINISTRATORS
from tongban.registers.openings.errors import NoOpening, SecondPerson
from tongban.registers.openings.kinds import SECOND

if TYPE_CHECKING:
    from tongban.registers.openings.models import Opening

AUDITOR = "auditor"
NEVER = (*ADMINISTRATORS, "automatic")  # who administers opens nothing (三员分立), and a machine has no emergency


def may_ask(actor: Actor) -> bool:
    return actor.is_official and any(post.role not in NEVER for post in actor.posts)


def watches(actor: Actor, opening: Opening) -> bool:
    """A security administrator, or who supervises the area: the second person, where he is not the first."""
    if not actor.is_official:
        return False
    return any(p.role == "secadmin" or p.serves(opening.area) for p in actor.posts_as(*SECOND))


def may_settle(actor: Actor, opening: Opening) -> bool:
    """Grant or refuse."""
    return watches(actor, opening) and actor.id != opening.official


def may_end(actor: Actor, opening: Opening) -> bool:
    """The asker when he is done, who watches when it goes wrong, the clock."""
    return actor.is_system or is_asker(actor, opening) or watches(actor, opening)


def is_asker(actor: Actor, opening: Opening) -> bool:
    return actor.is_official and actor.id == opening.official


def may_review(actor: Actor, opening: Opening) -> bool:
    audits = actor.is_official and bool(actor.posts_as(AUDITOR))
    return audits and actor.id not in (opening.official, opening.second)


def may_see(actor: Actor, opening: Opening) -> bool:
    """That it was asked for, by whom and why; what it opens is seen by the asker alone."""
    audits = actor.is_official and bool(actor.posts_as(AUDITOR))
    return is_asker(actor, opening) or watches(actor, opening) or audits


def require_ask(actor: Actor) -> None:
    if may_ask(actor):
        return
    if not actor.signed_in:
        raise SignInFirst
    raise NotAllowed(
        "只有在岗办理业务的工作人员可以提出紧急查阅；系统、安全、审计管理员不能查看办件。",
        law="GB/T 22239-2019 8.1.5（三员分立）", next_step="请由需要查看的业务人员本人提出。",
    )  # fmt: skip


def require_settle(actor: Actor, opening: Opening) -> None:
    require_see(actor, opening)
    if not may_settle(actor, opening):
        raise SecondPerson


def require_end(actor: Actor, opening: Opening) -> None:
    if not may_end(actor, opening):
        raise NoOpening


def require_review(actor: Actor, opening: Opening) -> None:
    require_see(actor, opening)
    if not may_review(actor, opening):
        raise SecondPerson("事后评议由审计管理员办理，不能由提出或批准的人自己办理。")


def require_asker(actor: Actor, opening: Opening) -> None:
    """Who asked, as long as he holds a post that may ask."""
    if not (is_asker(actor, opening) and may_ask(actor)):
        raise NoOpening


def require_see(actor: Actor, opening: Opening) -> None:
    if not may_see(actor, opening):
        raise NoOpening
