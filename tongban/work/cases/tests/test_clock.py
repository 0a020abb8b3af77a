"""When a case is due: five days to accept, the promised days to decide, and what stops or restarts them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.work.cases import actions as cases
from tongban.work.cases import clock
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
FIVE, TEN = Limit.parse("5 working days"), Limit.parse("10 working days")


def working_day(after: int = 1) -> date:
    return clock.calendar().add(time.today(), after)


def at(day: date) -> datetime:
    """Ten in the morning of a day in Lanting."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=time.SHANGHAI)


def on(after: int) -> datetime:
    return at(working_day(after))


def due(day: date, limit: Limit) -> date:
    return clock.calendar().due(day, limit)


def case_on(moment: datetime) -> Case:
    with time.held(moment):
        return people.submitted()


def test_acceptance_is_owed_five_working_days_after_submission() -> None:
    case = case_on(on(1))
    assert case.due_on == due(working_day(1), FIVE)
    with time.held(on(2)):
        found = rows.clocks(case)
    assert (found.name, found.now and found.now.left_days) == ("acceptance", 4)


def test_nothing_runs_before_submission_or_while_a_supplement_is_owed() -> None:
    assert people.draft().due_on is None
    assert people.incomplete().due_on is None


def test_a_supplement_restarts_the_five_days() -> None:
    case = case_on(on(1))
    me = people.owner()
    with time.held(on(4)):
        cases.ask_for_more(people.clerk(), str(case.pk), [GapSpec("floor-plan", "布局图", "请标明尺寸")])
    with time.held(on(9)):
        people.give(me, people.fresh(case), "floor-plan")
        case = cases.supply(me, str(case.pk))
    assert case.due_on == due(working_day(9), FIVE)


def test_the_promise_runs_from_acceptance() -> None:
    case = case_on(on(1))
    with time.held(on(3)):
        case = cases.accept(people.clerk(), str(case.pk))
        found = rows.clocks(case)
    assert case.due_on == due(working_day(3), FIVE)
    assert found.statute is not None
    assert found.statute.due == due(working_day(3), TEN)


def test_a_pause_stops_the_clock_and_resuming_lets_it_go_on() -> None:
    case = case_on(on(1))
    with time.held(on(2)):
        case = cases.accept(people.clerk(), str(case.pk))
    promised = case.due_on
    assert promised is not None
    with time.held(on(3)):
        cases.pause(people.approver(), str(case.pk), reason="检验", law="行政许可法 第四十五条", needed="十日")
    with time.held(on(8)):
        waiting = rows.clocks(people.fresh(case)).now
        case = cases.resume(people.approver(), str(case.pk), result="检验合格")
    assert waiting is not None
    assert waiting.state == "paused"
    assert case.due_on == clock.calendar().add(promised, 5)


def test_a_pause_moves_every_task_on_the_desks_by_the_days_it_lasted() -> None:
    from tongban.work.tasks import queries as tasks

    case = case_on(on(1))
    with time.held(on(2)):
        case = people.settled(cases.accept(people.clerk(), str(case.pk)))
        before = {t.step: t.due_on for t in tasks.open_of(case.subject, "step")}
    with time.held(on(3)):
        people.settled(cases.pause(people.approver(), str(case.pk), reason="检验", law="第四十五条", needed="十日"))
        assert all(t.stopped for t in tasks.open_of(case.subject, "step"))
    with time.held(on(6)):
        people.settled(cases.resume(people.approver(), str(case.pk), result="检验合格"))
    after = {t.step: t.due_on for t in tasks.open_of(case.subject, "step")}
    assert not any(t.stopped for t in tasks.open_of(case.subject, "step"))
    assert before
    assert after == {step: clock.calendar().add(day, 3) for step, day in before.items() if day}


def test_the_clock_stands_when_the_case_is_decided() -> None:
    with time.held(on(1)):
        case = people.closed()
        left = rows.clocks(case).now
    with time.held(on(30)):
        later = rows.clocks(case).now
    assert left is not None
    assert later is not None
    assert (later.left_days, later.state) == (left.left_days, "done")


def test_the_date_in_the_list_is_what_the_clock_says_in_every_state() -> None:
    for make in people.STATES.values():
        case = make()
        assert case.due_on == clock.due_on(case), case.state


def test_the_acceptance_notice_names_the_days_promised() -> None:
    case = case_on(on(1))
    with time.held(on(1) + timedelta(hours=1)):
        cases.accept(people.clerk(), str(case.pk))
    text = str(case.notices.get(kind="acceptance").facts["paragraphs"])
    day = due(working_day(1), FIVE)
    assert f"{day.year}年{day.month}月{day.day}日" in text
