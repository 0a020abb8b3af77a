"""Who may give and end mandates."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.permits import require_real_name as require_real_name
from tongban.registers.mandates.agencies import require_party as require_party
from tongban.registers.mandates.agencies import speaks_for as speaks_for
from tongban.registers.mandates.kinds import Ground
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


def require_window(actor: Actor) -> None:
    """Staff who saw the papers (窗口受理人员)."""
    if not sees_papers(actor):
        raise NotAllowed("只有窗口受理人员可以凭原件确认或者结束代办。")


def sees_papers(actor: Actor) -> bool:
    return actor.is_official and bool(actor.posts_as("clerk"))


def may_end(actor: Actor, mandate: Mandate) -> bool:
    """Its giver and its taker, at any time (民法典 第一百七十三条); a window what was not given by the giver himself.

    A child does not end his parents' guardianship, and his guardian does not act as his child here.
    """
    if actor.is_official:
        return sees_papers(actor) and mandate.ground in (Ground.GUARDIAN, Ground.CARE)
    if actor.kind != "person":
        return False
    if mandate.ground == Ground.GUARDIAN:
        return actor.id == str(mandate.taker_id)
    return actor.id in (str(mandate.giver_id), str(mandate.taker_id))
