"""Staying away from a case (回避): told first, whatever is tried; nothing reaches who stays away."""

from __future__ import annotations

import pytest

from tests.access.refusing import let_in
from tongban.kernel.errors import NotAllowed
from tongban.work.approvals import actions, queries
from tongban.work.approvals.errors import ReasonNeeded
from tongban.work.approvals.tests.who import asked, gu, head, key, luo, step_task, today, zhou
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import Ruled
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.errors import Recused
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_who_recuses_himself_signs_and_claims_nothing_of_the_case() -> None:
    case = people.accepted()
    task = step_task(case, "check")
    tasks.claim(zhou(), str(task.pk))
    actions.recuse(zhou(), key(case), reason="与申请人有近亲属关系")
    task.refresh_from_db()
    assert task.claimed_by == ""
    with pytest.raises(Recused):
        tasks.claim(zhou(), str(task.pk))
    with pytest.raises(Recused):
        actions.sign(zhou(), key(case), "check", verdict="agree")
    assert queries.open_for(zhou(), case) == []
    assert actions.sign(luo(), key(case), "check", verdict="agree")


def test_who_stays_away_is_told_that_before_anything_else() -> None:
    case = people.accepted()
    row, fire = asked(case), people.actor("LT0201")
    for who in (zhou(), fire):
        actions.recuse(who, key(case), reason="与申请人有近亲属关系")
    assert let_in({
        "consult": lambda: actions.consult(zhou(), key(case), desk="", question="", due_on=today()),
        "answer": lambda: actions.answer(fire, str(row.pk), ""),
        "send back": lambda: actions.send_back(zhou(), key(case), "", ""),
        "sign": lambda: actions.sign(zhou(), key(case), "check", verdict=""),
    }, Recused) == []  # fmt: skip


def test_who_does_not_see_a_case_or_is_no_official_does_not_stay_away_from_it() -> None:
    case = people.accepted()
    for who in (people.owner(), people.actor("LT0701")):
        with pytest.raises(NotAllowed):
            actions.recuse(who, key(case), reason="亲属")


def test_an_official_settles_nothing_by_rules() -> None:
    case = people.accepted(people.ALLOWANCE)
    for who in (people.reviewer(people.ALLOWANCE), people.approver(people.ALLOWANCE)):
        with pytest.raises(NotAllowed):
            actions.settle_by_rules(who, key(case), ruled=Ruled("d" * 64, ""), law="法")
    assert not case.opinions.exists()


def test_a_recused_clerk_does_not_accept() -> None:
    case = people.submitted()
    actions.recuse(people.clerk(), key(case), reason="申请人是本人亲属")
    with pytest.raises(Recused):
        cases.accept(people.clerk(), key(case))
    assert people.fresh(case).state == "submitted"


def test_a_recused_approver_takes_no_other_turn_of_the_case_either() -> None:
    case = people.accepted()
    actions.recuse(gu(), key(case), reason="申请人是本人亲属")
    with pytest.raises(Recused):
        cases.terminate(gu(), key(case), reason="申请人死亡", law="行政许可法")


def test_the_head_decides_on_anothers_recusal_and_nobody_else() -> None:
    case = people.accepted()
    with pytest.raises(NotAllowed):
        actions.recuse(gu(), key(case), reason="亲属", official=zhou().id, ground="head")
    with pytest.raises(NotAllowed):
        actions.recuse(people.actor("LT0400"), key(case), reason="亲属", official=zhou().id, ground="head")
    actions.recuse(head(), key(case), reason="申请人提出，经查属实", official=zhou().id, ground="applicant")
    assert [r.official_name for r in task_lists.recusals(case.subject)] == [zhou().name]


def test_a_recusal_says_why_and_happens_once() -> None:
    case = people.accepted()
    with pytest.raises(ReasonNeeded):
        actions.recuse(zhou(), key(case), reason="")
    actions.recuse(zhou(), key(case), reason="亲属")
    with pytest.raises(Recused):
        actions.recuse(zhou(), key(case), reason="亲属")


def test_nothing_is_handed_to_who_stays_away() -> None:
    case = people.accepted()
    actions.recuse(luo(), key(case), reason="亲属")
    with pytest.raises(Recused):
        tasks.hand_over(zhou(), str(step_task(case, "check").pk), luo().id, "外出")
