"""Who may give and end mandates."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.mandates.models import Mandate


def require_himself(actor: Actor) -> None:
    """Only a person himself gives a mandate; what he was entrusted with he keeps (转委托, 民法典 第一百六十九条)."""
    if not actor.signed_in:
        raise SignInFirst
    if actor.kind != "person" or actor.on_behalf:
        raise NotAllowed(
            "只有本人可以授权他人代办，受托人不能转委托。", law="民法典 第一百六十九条",
            next_step="请先切换回本人身份，再办理授权。",
        )  # fmt: skip


def may_end(actor: Actor, mandate: Mandate) -> bool:
    """Its giver and its taker, at any time (民法典 第一百七十三条)."""
    return actor.kind == "person" and actor.id in (str(mandate.giver_id), str(mandate.taker_id))
