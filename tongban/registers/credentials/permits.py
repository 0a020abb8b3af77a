"""Who may ask for data, who may answer, who may read."""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import require_proof
from tongban.registers.credentials.errors import SureSignInNeeded
from tongban.registers.credentials.models import DataRequest
from tongban.registers.identity.permits import require_right
from tongban.registers.licences.queries import LET
from tongban.registers.mandates.kinds import ONLY, Ground

ASKS = ("clerk", "reviewer", "approver", "head")
MONTH = timedelta(days=31)


def asking_department(actor: Actor) -> str:
    """The department in whose name an official asks; raises `NotAllowed`."""
    posts = actor.posts_as(*ASKS) if actor.is_official else ()
    if not posts:
        raise NotAllowed("只有受理、审查、审批岗位可以申请查看他人的证照。", law="个人信息保护法 第三十四条")
    return posts[0].department


def may_read(actor: Actor, row: DataRequest) -> bool:
    """The official who asked, while he works for the department in whose name he did."""
    own = actor.is_official and actor.id == str(row.official)
    return own and any(post.department == row.department for post in actor.posts_as(*ASKS))


def is_holder(actor: Actor, row: DataRequest) -> bool:
    return actor.kind == "person" and actor.signed_in and actor.applicant == row.holder


def require_shower(actor: Actor, type_code: str, holder_name: str) -> None:
    """Who may show it: its holder, his guardian, and who was given this kind of licence by its name (代为出示)."""
    require_right(actor, "sign")
    if actor.on_behalf.startswith("organisation/"):
        if not actor.knows(f"{LET}{type_code}") or (actor.agency and actor.data is None):
            raise NotAllowed(
                f"{holder_name}没有授权您使用这种证照。", law="民法典 第一百六十五条",
                next_step="请由法定代表人或者得到授权的管理员、经办人在“证照授权”里办理。",
            )  # fmt: skip
        return
    if not actor.items:
        return
    if actor.ground != Ground.GUARDIAN.label and (actor.data is None or not actor.knows(f"{LET}{type_code}")):
        raise NotAllowed(
            f"{holder_name}给您的授权不包括出示这种证照。", law="民法典 第一百六十五条",
            next_step="请由本人出示，或者请本人在授权里加上这种证照。",
        )  # fmt: skip


def hand_of(actor: Actor) -> str:
    """By whose hand a person's licence is shown; "" where it is its holder's own, or a company's."""
    return actor.principal if actor.on_behalf.startswith("person/") or actor.data is not None else ""


def fields_let(actor: Actor, type_code: str) -> frozenset[str] | None:
    """The only fields of such a licence that he may see and show; None is no such limit."""
    named = [one for one in actor.data or () if one.startswith(f"{ONLY}{type_code}/")]
    return frozenset(one.rpartition("/")[2] for one in named) or None


def require_sure(actor: Actor, row: DataRequest) -> None:
    """A fresh second factor and a real name for any grant, a strong sign-in for one that lasts."""
    require_right(actor, "sign")
    require_proof(actor, "同意他人查看证照信息")
    if actor.strength < 2 or (actor.strength < 3 and row.until > time.today() + MONTH):
        raise SureSignInNeeded
