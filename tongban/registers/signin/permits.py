"""Who may do what to a way of signing in."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity import permits as identity


def require_own(actor: Actor, holder: str) -> None:
    """Only the holder himself binds, renews and reads what he signs in with."""
    if not actor.signed_in:
        raise SignInFirst
    if actor.principal != holder:
        raise NotAllowed("登录方式只能由账号本人设置。")


def require_both(actor: Actor, other: Actor, source: str, target: str) -> None:
    """Whoever has just proved that two accounts are his moves what is his between them; or the platform, back again."""
    if actor.is_system and other.is_system:
        return
    require_own(other, source)
    require_own(actor, target)
    if not (actor.proved and other.proved):
        raise NotAllowed("两个账号都要当场验证，才能转移登录方式。")


def require_own_or_arrange(actor: Actor, holder: str) -> None:
    """The holder, or the security administrator (安全管理员)."""
    if actor.signed_in and actor.principal == holder:
        return
    identity.require_grant(actor)
