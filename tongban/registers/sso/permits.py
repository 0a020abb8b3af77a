"""Who may do what in single sign-on: pure functions of the actor."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity import permits as identity


def require_arrange(actor: Actor) -> None:
    """Systems are let in, changed and shut out by the security administrator (安全管理员)."""
    identity.require_grant(actor)


def require_holder(actor: Actor, holder: str) -> None:
    """Only the holder of an account enters other systems with it, and only he gives and takes back his consent."""
    if not actor.signed_in:
        raise SignInFirst
    if actor.principal != holder:
        raise NotAllowed("只能由账号本人同意或者收回登录授权。")
