"""An expert is asked by name, sees that one case and answers by a day; his view goes into the record of the review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tongban.kernel import time
from tongban.registers.identity import queries as identity
from tongban.work.approvals import actions, queries
from tongban.work.approvals.errors import BadQuestion, NotAsked
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotYours
from tongban.work.cases.models import Case
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import AlreadyClaimed
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
XIE, BAI = "LT2201", "LT2202"


def ask(case: Case, expert: str = XIE) -> Any:
    due = time.today() + timedelta(days=3)
    return actions.consult(
        people.reviewer(), str(case.pk), expert=people.actor(expert).id, question="排烟设计是否合理？", due_on=due
    )


def test_the_list_names_the_experts_of_the_city() -> None:
    assert [one.name for one in identity.experts()] == ["谢师古", "白石清"]


def test_the_question_is_his_alone_and_so_is_the_sight_of_the_case() -> None:
    case = people.accepted()
    row = ask(case)
    xie, bai = people.actor(XIE), people.actor(BAI)
    assert [(task.claimed_by, task.due_on) for task in task_lists.work_list(xie)] == [(xie.id, row.due_on)]
    assert not task_lists.work_list(bai)
    assert rows.case_for(xie, str(case.number)).pk == case.pk
    with pytest.raises(NotYours):
        rows.case_for(bai, str(case.number))
    with pytest.raises(NotAsked):
        actions.answer(bai, str(row.pk), "合理。")
    with pytest.raises(AlreadyClaimed):
        tasks.release(xie, str(task_lists.work_list(xie)[0].pk))
    actions.answer(xie, str(row.pk), "排烟管道应高出屋面。")
    seen = queries.views(people.reviewer(), case)[0]
    assert (seen.expert, seen.answer) == ("谢师古", "排烟管道应高出屋面。")


def test_only_somebody_on_the_list_who_does_not_stay_away_is_asked_by_name() -> None:
    case = people.accepted()
    with pytest.raises(BadQuestion):
        ask(case, "LT0201")
    ask(case)
    actions.recuse(people.actor(XIE), str(case.pk), reason="参与过设计")
    with pytest.raises(BadQuestion, match="回避"):
        actions.consult(
            people.reviewer(), str(case.pk), expert=people.actor(XIE).id, question="再请教", due_on=time.today()
        )


def test_an_expert_review_is_recorded_with_who_said_what() -> None:
    case = people.accepted()
    asked = [ask(case), ask(case, BAI)]
    cases.pause(
        people.approver(), str(case.pk), reason="排烟设计需要评审", law="行政许可法 第四十五条", needed="三个工作日",
        kind="expert-review",
    )
    for number, row in zip((XIE, BAI), asked, strict=True):
        actions.answer(people.actor(number), str(row.pk), f"{number}认为可行。")
    said = queries.experts_said(case, people.fresh(case).pauses.get().started_at)
    assert said == [("谢师古", "LT2201认为可行。"), ("白石清", "LT2202认为可行。")]
    cases.resume(people.approver(), str(case.pk), result="评审通过", record_of={
        "at": "今日", "place": "三楼", "by": "、".join(name for name, _ in said), "findings": str(said),
    })  # fmt: skip
    assert "谢师古、白石清" in str(case.notices.get(kind="procedure-record").facts)
