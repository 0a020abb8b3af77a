"""Reactions to ratings."""

from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.work.cases import queries as cases
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

CONTACT = "1 working days"  # 差评 is followed up within one working day (国办发〔2019〕51号 and its working guide)


def open_follow_up(fact: Any) -> None:
    """A poor rating is somebody's task: the supervisors', not the rated desk's."""
    case = cases.by_subject(fact.subject)
    if not task_rows.open_of(fact.subject, "follow-up"):
        tasks.open_task(Actor.system(), Spec(
            kind="follow-up", subject=fact.subject, title=f"{case.title} · 差评回访", context=case.number or "",
            desk="supervision", area=case.area, department="service-centre", note=f"评价等级 {fact.level}",
            due_on=holidays.calendar().add(time.today(), 1), limit=CONTACT,
        ))
