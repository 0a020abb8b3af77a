"""The post from which the platform decides for a department (智能审批岗)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def machine_for(case: Case) -> Actor | None:
    """The post from which the platform decides for the department: an appointment, ended like any other (ADR 8)."""
    desk = case.definition.process.deciding.desk
    held = identity.holders(desk, case.area, roles=("automatic",))
    mine = [one for one in held if one.department_id == case.department]
    return identity.official_actor(mine[0].pk, door="journey") if mine else None
