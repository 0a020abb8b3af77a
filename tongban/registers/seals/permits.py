"""Who may do which verb with a seal."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.seals.models import HandSealing, Keeper, Seal

ASKS = ("clerk", "reviewer", "approver", "head")
RULE = "国务院关于国家行政机关和企业事业单位社会团体印章管理的规定"


def require_head(actor: Actor, seal: Seal) -> None:
    """The head of its department, or the system while the city is founded."""
    if not actor.is_system and not any(p.department == seal.department for p in actor.posts_as("head")):
        raise NotAllowed("只有印章所属部门的负责人可以这样做。", law=RULE)


def require_department(actor: Actor, seal: Seal) -> None:
    own = actor.is_official and any(p.department == seal.department for p in actor.posts_as(*ASKS))
    if not own:
        raise NotAllowed("只能申请使用本部门的印章。", law=RULE)


def keeps(actor: Actor, seal: Seal) -> bool:
    """Whether he keeps this seal now, and still works for its department."""
    if not actor.is_official or not any(p.department == seal.department for p in actor.posts):
        return False
    return Keeper.objects.filter(seal=seal, official=actor.id, until=None).exists()


def require_other_keeper(actor: Actor, row: HandSealing) -> None:
    """A keeper, and not the one who asked: a seal is never used by one person alone."""
    if str(row.asked_by) == actor.id:
        raise NotAllowed(
            "申请用印和盖章必须是两个人。", law=RULE, next_step="请由这枚印章的其他保管人审核盖章。"
        )
    if not keeps(actor, row.seal):
        raise NotAllowed("只有这枚印章的保管人可以盖章。", law=RULE)
