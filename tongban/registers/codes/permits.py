"""Who may do which verb with a code."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.permits import require_right
from tongban.registers.mandates.kinds import Ground

MAY_SHOW = (Ground.GUARDIAN.label, Ground.CARE.label)
SCANS = ("clerk", "reviewer", "approver", "head")


def require_person(actor: Actor) -> None:
    """A person for himself, or who may sign for the company he acts for: whoever shows its code stands for it."""
    if not actor.signed_in:
        raise SignInFirst
    if actor.kind != "person":
        raise NotAllowed("工作人员账号没有个人码。", next_step="请用个人账号登录。")
    require_right(actor, "sign")


def shower(actor: Actor) -> str:
    """Whose hand shows the code: "" for one's own and one's company's, for another's the guardian's or carer's.

    Raises `NotAllowed` for who acts on another ground: a mandate for items lets nobody say that he stands there.
    """
    require_person(actor)
    if not actor.items or not actor.on_behalf.startswith("person/"):
        return ""
    if actor.ground not in MAY_SHOW:
        raise NotAllowed(
            f"{actor.behalf_name}给您的授权不包括出示对方的码。", law="民法典 第一百六十五条",
            next_step="请由本人出示，或者由监护人、照护人代为出示。",
        )  # fmt: skip
    return actor.principal

def scanning_department(actor: Actor) -> str:
    """The department in whose name an official scans; raises `NotAllowed`."""
    posts = actor.posts_as(*SCANS) if actor.is_official else ()
    if not posts:
        raise NotAllowed(
            "只有受理、审查、审批岗位可以扫码查看。", law="个人信息保护法 第三十四条",
            next_step="请转给有岗位的同事办理。",
        )
    return posts[0].department
