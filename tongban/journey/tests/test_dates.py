"""A notice of holidays moves exactly the open dates it should, says so to whom it concerns, and moves no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from tongban.engines.clocks import Calendar
from tongban.journey import dates
from tongban.kernel import time
from tongban.kernel.actor import Actor, Post
from tongban.registers.calendar import actions as calendar
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger import queries as ledger
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
from tongban.work.cases import clock, jobs
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.models import Task
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
KEEPER = Actor("official", "1", "苏衡", posts=(Post("platform", "data", "", "operator"),))
# A year nobody has published yet, whose last weeks before are still to come.
TODAY = time.today()
COMING = max(Calendar.standard().years()[-1], TODAY.year + (TODAY.month == 12)) + 1
SOURCE = "https://www.gov.cn/zhengce/content/notice.htm"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    yield
    holidays._seen = None


def before_new_year(days: int) -> datetime:
    """Ten in the morning, so many working days before the year begins."""
    day = holidays.calendar().add(date(COMING, 1, 1), -days)
    return datetime(day.year, day.month, day.day, 10, tzinfo=time.SHANGHAI)


def notice(*off: date) -> str:
    days = [{"name": "元旦", "date": day.isoformat(), "isOffDay": True} for day in off]
    return json.dumps({"year": COMING, "days": days})


def first_working_days(n: int) -> list[date]:
    known, day = holidays.calendar(), date(COMING, 1, 1)
    return [known.add(day, one) for one in range(1, n + 1)]


@pytest.fixture(scope="module")
def at_work(lasting: None) -> dict[str, Case]:
    """Cases in every open state, near the turn of the year and far from it; once for all tests, since it is dear."""
    found = {}
    with time.held(before_new_year(12)):
        found["answer due long before"] = people.submitted()
        found["decision due long before"] = people.accepted()
    with time.held(before_new_year(3)):
        found["submitted"], found["incomplete"] = people.submitted(), people.incomplete()
        found["accepted"] = people.accepted()
        found["pension"] = people.accepted(people.ALLOWANCE)
        case = people.accepted()
        found["extended"] = extended(case)
        found["paused"] = people.paused()
    with time.held(before_new_year(2)):
        found["closed"] = people.closed()
    return {name: people.fresh(case) for name, case in found.items()}


def extended(case: Case) -> Case:
    return people.settled(cases.extend(people.actor("LT0100"), str(case.pk), days=5, reason="补充调查"))


def kept(case: Case) -> tuple[date | None, date | None]:
    case = people.fresh(case)
    return case.due_on, case.supply_by


def test_exactly_the_dates_that_the_notice_moves_are_moved(at_work: dict[str, Case]) -> None:
    town = at_work
    known = holidays.calendar()
    with time.held(before_new_year(1)):
        dates_before = {name: (rows.running(case, known), kept(case)) for name, case in town.items()}
        tasks_before = {t.pk: t.due_on for t in Task.objects.filter(state="open")}
        calendar.import_notice(KEEPER, notice(*first_working_days(2)), SOURCE)
        dates.move_dates()
        new = holidays.calendar()
        for name, case in town.items():
            was, (due, supply) = dates_before[name]
            will = rows.running(people.fresh(case), new)
            told = [f for f in ledger.timeline(case.subject) if f.kind == "cases.CaseDateMoved"]
            if case.state == "closed" or was == will:
                assert kept(case) == (due, supply), name
                assert not told, name
            else:
                assert will in kept(case), name
                assert len(told) == 1, name
        moved = {name for name, case in town.items() if kept(case) != dates_before[name][1]}
        assert moved == {"submitted", "incomplete", "accepted", "pension", "extended", "paused"}
        by_subject = {case.subject: case for case in town.values()}
        for task in Task.objects.filter(state="open", pk__in=tasks_before):
            case = people.fresh(by_subject[task.subject])
            assert task.due_on == dates.due_of(task, case, new), (task.kind, task.step)
            shifted = dates.due_of(task, case, known) != dates.due_of(task, case, new)
            assert (task.due_on != tasks_before[task.pk]) == shifted, (task.kind, task.step)


def test_the_second_time_nothing_moves(at_work: dict[str, Case]) -> None:
    with time.held(before_new_year(1)):
        calendar.import_notice(KEEPER, notice(*first_working_days(2)), SOURCE)
        assert dates.move_dates() > 0
        assert dates.move_dates() == 0
        assert holidays.not_applied() == []
        applied = ledger.timeline(f"calendar/{COMING}")[-1]
    assert applied.kind == "calendar.HolidaysApplied"
    assert applied.body["cases"] == 6


def test_a_correction_that_comes_back_to_the_old_days_brings_the_old_dates_back() -> None:
    with time.held(before_new_year(3)):
        case = people.accepted()
        due = case.due_on
        first = first_working_days(1)[0]
        calendar.import_notice(KEEPER, notice(date(COMING, 1, 1), first), SOURCE)
        dates.move_dates()
        assert kept(case)[0] != due
        calendar.import_notice(KEEPER, notice(date(COMING, 1, 1)), SOURCE)
        dates.move_dates()
        assert kept(case)[0] == due


def test_the_preview_names_what_would_move_and_moves_nothing(at_work: dict[str, Case]) -> None:
    town = at_work
    with time.held(before_new_year(1)):
        ahead = holidays.preview(KEEPER, notice(*first_working_days(2)))
        found = list(rows.moved(holidays.calendar(), ahead.after, ahead.year))
        seen = {name: kept(case) for name, case in town.items()}
        parts = list(dates.moved_tasks(holidays.calendar(), ahead.after, ahead.year))
    expected = {town[n].pk for n in ("submitted", "incomplete", "accepted", "pension", "extended", "paused")}
    assert {one.case.pk for one in found} == expected
    assert all(one.after > one.before for one in found)
    assert parts
    assert all(kept(case) == seen[name] for name, case in town.items())


def test_the_applicant_is_told_his_new_day() -> None:
    with time.held(before_new_year(3)):
        case = people.accepted()
        calendar.import_notice(KEEPER, notice(*first_working_days(2)), SOURCE)
        dates.move_dates()
        case = people.settled(case)
        newest = next(one for one in messages.inbox(people.owner()) if one.title == "办理日期调整")
    assert case.due_on is not None
    assert f"调整为 {case.due_on.month}月{case.due_on.day}日" in newest.body
    assert f"{COMING} 年放假安排公布" in newest.body


def test_a_task_opened_after_an_extension_has_the_days_of_the_extension() -> None:
    with time.held(before_new_year(9)):
        case = people.accepted(people.ALLOWANCE)
        steps = tasks.open_of(case.subject, "step")
    assert steps
    known = holidays.calendar()
    with time.held(before_new_year(8)):
        for task in steps:
            assert dates.due_of(task, people.fresh(case), known) == task.due_on


def test_the_nightly_comparison_names_and_mends_a_date_that_went_astray(caplog: pytest.LogCaptureFixture) -> None:
    with time.held(before_new_year(3)):
        right, wrong, owing = people.accepted(), people.accepted(people.ALLOWANCE), people.incomplete()
        paused = people.paused()
        good = {case.pk: kept(case) for case in (right, wrong, owing, paused)}
        Case.objects.filter(pk=wrong.pk).update(due_on=wrong.due_on + timedelta(days=3))  # type: ignore[operator]
        Case.objects.filter(pk=owing.pk).update(supply_by=owing.supply_by - timedelta(days=1))  # type: ignore[operator]
        assert jobs.compare_dates() == 2
        assert all(kept(case) == good[case.pk] for case in (right, wrong, owing, paused))
        assert jobs.compare_dates() == 0
    assert wrong.number in caplog.text  # type: ignore[operator]
    assert right.number not in caplog.text  # type: ignore[operator]
    assert not [f for f in ledger.timeline(right.subject) if f.kind == "cases.CaseDateMoved"]


def test_nobody_but_the_clock_reckons_a_date() -> None:
    from tongban.kernel.errors import NotAllowed
    from tongban.work.cases.errors import NothingMoved

    case = people.accepted()
    with pytest.raises(NotAllowed):
        cases.reckon(people.approver(), str(case.pk), "x")
    with pytest.raises(NothingMoved):
        cases.reckon(people.SYSTEM, str(case.pk), "x")


def test_an_extension_lengthens_the_clock_by_its_days_around_the_new_year() -> None:
    with time.held(before_new_year(3)):
        case = people.accepted()
        before = rows.clocks(case)
        case = extended(case)
        after = rows.clocks(case)
    known = clock.calendar()
    assert before.now is not None
    assert before.statute is not None
    assert after.now is not None
    assert after.statute is not None
    assert after.now.due == known.add(before.now.due, 5)
    assert after.statute.due == known.add(before.statute.due, 5)
    assert after.now.total_days == before.now.total_days + 5
    assert case.due_on == after.now.due
