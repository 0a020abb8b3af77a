"""Reactions at the window: what waits to be accepted, what an applicant owes, and a window that was silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import ACCEPTANCE, SUPPLY
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Ground, Spec

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

SYSTEM = Actor.system()


def part_parties(case: Case) -> None:
    """An official who is a party himself is away before it lies on a desk (回避); who would hand it to him is told."""
    for official in rows.officials_among(case):
        if not task_rows.is_recused(str(official.pk), case.subject):
            tasks.keep_off(
                SYSTEM, case.subject, official=str(official.pk), name=official.name, ground=Ground.PARTY,
                reason="系统核对：本人是申请人、法定代表人、经办人或者代理人",
            )


def open_acceptance(fact: Any) -> None:
    """A complete application lies on the window's desk; five working days to say whether it is accepted."""
    case = rows.by_subject(fact.subject)
    part_parties(case)
    if case.state == "submitted" and not task_rows.open_of(case.subject, "accept"):
        tasks.open_task(SYSTEM, Spec(
            kind="accept", subject=case.subject, title=f"{case.title} · 受理",
            context=f"{case.applicant_name} · {case.number}",
            item=case.item_code, desk="window", area=case.area,
            department="service-centre", due_on=case.due_on, limit=str(ACCEPTANCE),
            anywhere=case.definition.anywhere,
        ))


def close_acceptance(fact: Any) -> None:
    """The window has done its part; a case that came back to a window waits there again."""
    if rows.by_subject(fact.subject).state == "submitted":
        return
    for task in task_rows.open_of(fact.subject, "accept"):
        tasks.close(SYSTEM, str(task.pk))


def owe_supplement(fact: Any) -> None:
    """The applicant owes a supplement, until the date the item's rule gives."""
    case = rows.by_subject(fact.subject)
    if case.state == "incomplete" and not task_rows.open_of(case.subject, "supply"):
        limit = case.definition.limits.supply or SUPPLY
        tasks.open_task(SYSTEM, Spec(
            kind="supply", subject=case.subject, title=f"{case.title} · 补正", context=case.number or "",
            owner=case.applicant,
            due_on=holidays.calendar().due(time.today(), limit), limit=str(limit),
        ))


def settle_supplement(fact: Any) -> None:
    for task in task_rows.open_of(fact.subject, "supply"):
        tasks.close(SYSTEM, str(task.pk))
