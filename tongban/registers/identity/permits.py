"""Who may do what to identities: pure functions of the actor."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst

SCOPE = "identity"


def may_arrange(actor: Actor) -> bool:
    """Departments, desks, officials, posts, clients: the platform and its operators."""
    return actor.is_system or (actor.is_official and bool(actor.posts_as("operator")))


def may_register(actor: Actor) -> bool:
    """People and organisations: whoever has seen the papers, or a system that was trusted with it."""
    if actor.kind == "client":
        return SCOPE in actor.scopes
    return actor.is_system or (actor.is_official and bool(actor.posts))


def require_himself(actor: Actor) -> None:
    """A person for himself: nobody proves another's name."""
    _require(actor, actor.kind == "person" and bool(actor.id) and not actor.on_behalf, "实名认证只能由本人办理。")


def require_arrange(actor: Actor) -> None:
    _require(actor, may_arrange(actor), "只有系统管理岗位可以调整机构、岗位和账号。")


def require_register(actor: Actor) -> None:
    _require(actor, may_register(actor), "只有核验过证件的工作人员可以登记人员和单位信息。")


def _require(actor: Actor, allowed: bool, sentence: str) -> None:
    if allowed:
        return
    if not actor.signed_in:
        raise SignInFirst
    raise NotAllowed(sentence)
