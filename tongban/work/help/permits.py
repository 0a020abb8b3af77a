"""Who may ask for help, and who may give it."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.permits import require_right
from tongban.work.help.errors import OnlyHimself
from tongban.work.help.kinds import DESK
from tongban.work.help.models import Help


def may_ask(actor: Actor) -> bool:
    """The applicant, or who may fill in for the company he belongs to; nobody by a mandate."""
    own = not (actor.ground or actor.agency or actor.on_behalf.startswith("person/"))
    return actor.kind == "person" and actor.signed_in and own and actor.allows("apply")


def require_himself(actor: Actor) -> None:
    """As `may_ask`, with the reason why not."""
    if actor.kind != "person" or not actor.signed_in:
        raise SignInFirst
    if actor.ground or actor.agency or actor.on_behalf.startswith("person/"):
        raise OnlyHimself
    require_right(actor, "apply")


def helps(actor: Actor, area: str | None = None) -> bool:
    """A helper of the city (帮办员), for an area where one is named."""
    posts = (p for p in actor.posts_as("clerk") if p.desk == DESK) if actor.is_official else ()
    return any(area is None or post.serves(area) for post in posts)


def require_helper(actor: Actor, area: str | None = None) -> None:
    if not helps(actor, area):
        raise NotAllowed("只有帮办岗的工作人员可以接求助。", next_step="请转给帮办岗的同事。")


def is_helper(actor: Actor, row: Help) -> bool:
    """Who has come, as himself; a helper of the city only while he holds the post."""
    if row.helper != actor.principal or actor.on_behalf:
        return False
    return actor.kind == "person" or helps(actor, row.area)


def may_end(actor: Actor, row: Help) -> bool:
    """Either of the two."""
    if actor.kind == "person" and actor.signed_in and actor.applicant == row.applicant:
        return not (actor.ground or actor.agency)
    return is_helper(actor, row)
