"""Why two accounts cannot become one, each reason in a sentence; none is that they can."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.registers.entrances import queries as entrances
from tongban.registers.identity import queries as people
from tongban.registers.licences import queries as licences
from tongban.registers.mandates import queries as mandates
from tongban.registers.materials import queries as materials
from tongban.registers.sso import queries as sso
from tongban.work.cases import queries as cases


def against(kept: Actor, left: Actor, account: UUID) -> list[str]:
    """Two accounts of one entry in the register merge; of two entries only while the one that leaves holds nothing.

    ``account`` is the one that leaves.
    """
    if kept.id == left.id:
        return []
    one, two = people.person(kept.id), people.person(left.id)
    if (one.name, one.birth) != (two.name, two.birth):
        return ["两个账号登记的姓名或者出生日期不同，不是同一个人的账号。"]
    return [f"另一个账号登记的是另一份证件，名下有{what}，不能转到这份证件名下。" for what in held(left, account)]


def held(left: Actor, account: UUID) -> list[str]:
    """What belongs to the entry behind an account that would be closed or go over to another entry."""
    with wall.behind(left):
        found = {
            "正在办或者办结的申请": cases.of_applicant(left, limit=1),
            "没写完的申请": cases.drafts_of(left),
            "电子证照": licences.of_holder(left)[:1],
            "交过的材料": materials.of_holder(left, limit=1),
            "代表单位办事的身份": people.organisations_of(left.id)[:1],
            "给出的授权": mandates.given_by(left.id)[:1] or mandates.agencies_of(left.applicant),
            "收到的授权": mandates.received_by(left.id)[:1],
            "统一认证关联": entrances.links_of(left, account)[:1],
            "对其他系统的授权": sso.grants_of(left, account),
        }
        return [what for what, rows in found.items() if rows]
