"""The demo's clock is moved, and what the applicant reads has the right dates at every stop.

The same is walked with a mouse in `tests/walk/test_time_machine.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.walk.test_time_machine import after
from tongban.doors.portal.tests.walking import browser
from tongban.engines.clocks import Calendar
from tongban.kernel import shift, time
from tongban.site import clock
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW = "行政许可法 第四十五条"


@pytest.fixture(autouse=True)
def movable() -> Iterator[None]:
    """Here the clock goes where the demo's lever puts it."""
    clock.forget()
    time.shift_by(clock.shift)
    yield
    time.shift_by(None)
    clock.forget()


def wait(*steps: int) -> date:
    """Let so many working days pass, by the buttons of the clock's page; everything due is done on the way."""
    for days in steps:
        browser("LT0012").post("/demo/clock/", {"to": str(days)})
    return time.today()


def says(case: Case, *said: str) -> None:
    """The applicant's page says all of this."""
    case = people.settled(case)
    page = browser("linwan", people.owner().on_behalf).get(f"/my/cases/{case.number}/").content.decode()
    shown = " ".join(re.sub(r"<[^>]+>", "", page.partition("<main")[2]).split())
    lacking = [text for text in said if text not in shown]
    assert not lacking, f"{time.today()} {case.state}: {lacking} in {shown}"


def gap() -> list[GapSpec]:
    return [GapSpec("floor-plan", "主要设备设施布局图", "请标明清洗消毒设施的位置", LAW)]


def paused(case: Case) -> None:
    """顾知远 sends two officers to look at the place; five working days later they have been there."""
    said = {"kind": "site-visit", "reason": "需要现场勘验", "needed": "五个工作日", "law": LAW}
    cases.pause(people.approver(), str(case.pk), officers=["丁一鸣", "方可"], **said)
    says(case, "时限暂停", "现场勘验")
    wait(5)
    visited = {"at": "今日9时至10时", "place": "青屿路 20 号", "by": "丁一鸣、方可", "findings": "与图一致"}
    cases.resume(people.approver(), str(case.pk), result="现场与申请一致", record_of=visited)


def signed(case: Case) -> None:
    """Every step left, by whose turn it is."""
    case = people.settled(case)
    while case.state == "accepted":
        for lane in steps.lanes(case):
            if lane.state in ("open", "half"):
                people.sign(case, lane.step)
        case = people.settled(case)


def test_the_dates_are_right_at_every_stop() -> None:
    case = people.submitted()
    says(case, after(time.today(), 5))
    day = wait(2)
    cases.ask_for_more(people.clerk(), str(case.pk), gap())
    says(case, "待您补正", after(day, 10))
    day = wait(2, 1)
    people.give(people.owner(), case, "floor-plan")
    cases.supply(people.owner(), str(case.pk))
    says(case, after(day, 5))
    day = wait(1)
    cases.accept(people.clerk(), str(case.pk))
    says(case, f"最晚 {after(day, 5)}", f"最晚 {after(day, 10)}")
    people.sign(people.settled(case), "check")
    paused(people.settled(case))
    says(case, f"最晚 {after(day, 10)}", f"最晚 {after(day, 15)}")  # five working days did not count
    cases.extend(people.actor("LT0100"), str(case.pk), days=10, reason="需要补充核实")
    says(case, f"最晚 {after(day, 20)}", f"最晚 {after(day, 25)}", "延长")
    signed(case)
    says(case, "已办结")


def test_silence_is_acceptance_on_the_sixth_working_day() -> None:
    day = wait(1)
    case = people.submitted()
    assert wait(5) == Calendar.standard().add(day, 5)
    says(case, "已提交，正在预审")
    wait(1)
    says(case, "视为受理", f"最晚 {after(day, 10)}")
    assert "已视为受理" in browser("LT0012").get("/desk/").content.decode()


def test_the_lever_puts_the_clock_back() -> None:
    real = time.today()
    assert wait(10) > real
    anybody: Any = browser("LT0012")
    anybody.post("/demo/clock/", {"to": "now"})
    assert (time.today(), shift.shifted().total_seconds()) == (real, 0)
