"""What may be done to several tasks at once, and what came of each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as case_rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows

if TYPE_CHECKING:
    from tongban.work.cases.models import Case
    from tongban.work.tasks.models import Task

MOST = 50


@dataclass(frozen=True)
class Row:
    """One task that was ticked, with its case."""

    task: Task
    case: Case | None


@dataclass(frozen=True)
class Act:
    """Something done to each row."""

    code: str
    title: str
    then: str
    do: Callable[[Actor, Row, str, str], object]
    says: bool = False  # needs an opinion
    roles: tuple[str, ...] = ()  # who may; none: whoever has the task before him


@dataclass(frozen=True)
class Done:
    """A row afterwards: done, or refused in words."""

    row: Row
    refusal: Refusal | None
    held: bool = False  # may still be taken back


def rows(actor: Actor, picked: Iterable[str]) -> list[Row]:
    """The ticked tasks that lie on this official's desks."""
    found = []
    for key in list(dict.fromkeys(picked))[:MOST]:
        try:
            found.append(task_rows.task_for(actor, key))
        except Refusal:
            continue
    of = case_rows.by_subjects({task.subject for task in found})
    return [Row(task, of.get(task.subject)) for task in found]


def done(actor: Actor, act: Act, row: Row, text: str, key: str) -> Done:
    """One row in a transaction of its own, with a key of its own: sent twice, done once."""
    try:
        act.do(actor, row, text, f"{key}-{row.task.pk}" if key else "")
    except Refusal as refusal:
        return Done(row, refusal)
    again = case_rows.by_subjects([row.task.subject]).get(row.task.subject)
    return Done(row, None, again is not None and case_rows.held(actor, again) is not None)


def _claim(actor: Actor, row: Row, text: str, key: str) -> object:
    return tasks.claim(actor, str(row.task.pk), key=key)


def _accept(actor: Actor, row: Row, text: str, key: str) -> object:
    if row.task.kind != "accept" or row.case is None:
        raise NotAllowed("这项待办不是受理，不能批量受理。", next_step="请打开办件单独办理。")
    return cases.accept(actor, str(row.case.pk), key=key, grace=settings.TONGBAN.grace)


def _sign(actor: Actor, row: Row, text: str, key: str) -> object:
    if row.task.kind != "step" or row.case is None:
        raise NotAllowed("这项待办不是审查审批环节，不能批量签署。", next_step="请打开办件单独办理。")
    step: Any = next((s for s in row.case.definition.process.steps if s.name == row.task.step), None)
    if step is not None and step.two_officers:
        raise NotAllowed(
            "现场核查环节须两名工作人员到场核查后逐件签署，不能批量签署。", law="行政许可法 第三十四条第三款",
            next_step="请打开办件单独签署。",
        )
    return approvals.sign(
        actor, str(row.case.pk), row.task.step, verdict="agree", text=text, key=key, grace=settings.TONGBAN.grace
    )


ACTS = {act.code: act for act in (
    Act("claim", "批量认领", "认领后，其他同事会看到由您办理。", _claim),
    Act("accept", "批量受理", "每件分别送达受理通知书，时限从下一个工作日起算。请确认各件材料都已核对。", _accept,
        roles=("clerk",)),
    Act("sign", "批量签署同意", "每件分别签署“同意”，签署决定环节即准予许可；现场核查环节不能批量签署。", _sign, True,
        ("reviewer", "approver")),
)}  # fmt: skip


def open_to(actor: Actor) -> list[Act]:
    """What the posts of this official, or of who left him his work, may do at all; the verbs ask of each row."""
    lent = {one.post.role for one in task_rows.standing_in(actor)}
    return [act for act in ACTS.values() if not act.roles or actor.posts_as(*act.roles) or lent & set(act.roles)]
