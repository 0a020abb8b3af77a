"""What the holder of a code reads of its use (数据使用记录)."""

from __future__ import annotations

from dataclasses import replace

from tongban.kernel.actor import Actor
from tongban.registers.codes.models import Scan
from tongban.registers.identity import queries as identity
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind, Matter


def tell_holder(actor: Actor, row: Scan) -> None:
    """The use its holder reads in his record."""
    matter = Matter(f"scan/{row.pk}", row.purpose, row.department, row.code.holder)
    name = f"{identity.department(row.department).name} {actor.number}"
    sources.use(
        replace(actor, name=name), matter, row.code.holder, Kind.CODE, "code", "我的码", str(row.pk),
        _by_whom(row), ["姓名", "实名级别", "在该部门的办件和证照"],
    )


def _by_whom(row: Scan) -> str:
    who = f"由{identity.applicant(row.code.shown_by).name}代为出示" if row.code.shown_by else "本人出示"
    if row.told_at is None:
        return who
    return f"{who}，断网时核验，后来补报" + ("；当时您已经停用这个码" if row.withdrawn else "")
