"""Who may do which verb with a code."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity.permits import require_right

SCANS = ("clerk", "reviewer", "approver", "head")


def require_person(actor: Actor) -> None:
    """A person for himself, or who may sign for the company he acts for: whoever shows its code stands for it."""
    if not actor.signed_in:
        raise SignInFirst
    if actor.kind != "person":
        raise NotAllowed("工作人员账号没有个人码。", next_step="请用个人账号登录。")
    require_right(actor, "sign")




def scanning_department(actor: Actor) -> str:
    """The department in whose name an official scans; raises `NotAllowed`."""
    posts = actor.posts_as(*SCANS) if actor.is_official else ()
    if not posts:
        raise NotAllowed(
            "只有受理、审查、审批岗位可以扫码查看。", law="个人信息保护法 第三十四条",
            next_step="请转给有岗位的同事办理。",
        )
    return posts[0].department
