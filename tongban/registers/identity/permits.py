"""Who may do what to identities: pure functions of the actor."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.errors import NotEmpowered, RealNameFirst
from tongban.registers.identity.kinds import REAL_NAME, RIGHTS

SCOPE = "identity"


def may_arrange(actor: Actor) -> bool:
    """Departments, desks, officials and their accounts: the platform and its system administrator (系统管理员)."""
    return actor.is_system or (actor.is_official and bool(actor.posts_as("sysadmin")))


def may_grant(actor: Actor) -> bool:
    """Posts, other systems' tokens, ways of signing in: the platform and its security administrator (安全管理员)."""
    return actor.is_system or (actor.is_official and bool(actor.posts_as("secadmin")))


def may_register(actor: Actor) -> bool:
    """People and organisations: whoever has seen the papers, or a system that was trusted with it."""
    if actor.kind == "client":
        return SCOPE in actor.scopes
    return actor.is_system or (actor.is_official and bool(actor.posts))


def may_give_word(actor: Actor, holder: str) -> bool:
    """A first word (临时密码): a person gets it from a clerk, an official from the system administrator."""
    if holder.startswith("official/"):
        return may_arrange(actor)
    return actor.is_system or (actor.is_official and bool(actor.posts_as("clerk")))


def require_word(actor: Actor, holder: str) -> None:
    _require(actor, may_give_word(actor, holder), "临时密码由核对过证件的窗口人员发放，工作人员的由系统管理员发放。")


def require_platform(actor: Actor) -> None:
    """Nobody thinks up another's password: whoever forgot his own gets a first word, which is nobody's choice."""
    _require(actor, actor.is_system, "谁都不能替别人设定密码。请核对本人证件后发放临时密码，由本人登录后自己设定。")


def require_himself(actor: Actor) -> None:
    """A person for himself: nobody proves another's name."""
    _require(actor, actor.kind == "person" and bool(actor.id) and not actor.on_behalf, "实名认证只能由本人办理。")


def require_real_name(actor: Actor) -> None:
    """Whose name is only what he says shows no code by it, and acts and lets act for nobody (实名)."""
    if actor.strength < REAL_NAME:
        raise RealNameFirst


def require_right(actor: Actor, right: str) -> None:
    """What somebody acting for an organisation was allowed by it (经办权限). Raises `NotEmpowered`."""
    if not actor.allows(right):
        raise NotEmpowered(f"“{actor.behalf_name}”给您的授权不包括“{RIGHTS[right]}”。")


def require_arrange(actor: Actor) -> None:
    _require(actor, may_arrange(actor), "只有系统管理员可以调整机构、岗位、人员和账号。")


def require_grant(actor: Actor) -> None:
    _require(actor, may_grant(actor), "只有安全管理员可以授予和收回岗位、令牌和登录方式。")


def require_either(actor: Actor) -> None:
    """What keeps somebody out may be done by whoever of the two sees the need first."""
    _require(actor, may_arrange(actor) or may_grant(actor), "只有系统管理员和安全管理员可以停用账号。")


def require_register(actor: Actor) -> None:
    _require(actor, may_register(actor), "只有核验过证件的工作人员可以登记人员和单位信息。")


def _require(actor: Actor, allowed: bool, sentence: str) -> None:
    if allowed:
        return
    if not actor.signed_in:
        raise SignInFirst
    raise NotAllowed(sentence)
