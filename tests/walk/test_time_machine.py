"""The demo's clock: one case through supplement, site visit, extension and decision, with the right dates at each stop;
and a window that says nothing for five working days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.walk.people import SHOP, act_for, apply, enter, open_case, sign, until
from tests.walk.test_main_job import ask_for_more, decide, supply, until_open
from tongban.engines.clocks import Calendar

pytestmark = [pytest.mark.browser, pytest.mark.walks]


def today(page: Any) -> date:
    """The day it is in Lanting."""
    page.goto(f"{page.house}/demo/clock/")
    said = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", page.inner_text("main"))
    assert said
    return date(int(said[1]), int(said[2]), int(said[3]))


def wait(page: Any, days: int) -> date:
    """Let so many working days pass."""
    for step in (10, 5, 2, 1):
        while days >= step:
            page.goto(f"{page.house}/demo/clock/")
            page.locator(f"button[name=to][value='{step}']").click()
            days -= step
    return today(page)


def says(page: Any, number: str, *said: str) -> None:
    """The applicant's page says all of this, as soon as the worker has carried on."""
    page.goto(f"{page.house}/my/cases/{number}/")
    until(page, lambda: all(text in page.inner_text("main") for text in said), f"{said} on the case page")


def after(day: date, working_days: int) -> str:
    due = Calendar.standard().add(day, working_days)
    return f"{due.month}月{due.day}日"


def turn(page: Any, number: str, noun: str, **typed: str) -> None:
    """One of the rarer turns: filled in, read, served."""
    page.goto(f"{page.house}/desk/cases/{number}/{noun}/")
    for name, value in typed.items():
        field = page.locator(f"#f-{name}, [name='{name}']").first
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    if noun == "pause":
        page.get_by_label("丁一鸣").check()
        page.get_by_label("方可").check()
    page.locator("button[value=preview]").click()
    page.locator("button[value=send]").click()
    assert page.locator("[role=alert]").count() == 0, page.inner_text("[role=alert]")


@pytest.fixture
def clock(browser: Any, house: str) -> Any:
    """The hand on the clock; whatever happens it stands at the present again afterwards."""
    page = enter(browser, house, "严正言")
    yield page
    page.goto(f"{house}/demo/clock/")
    page.locator("button[name=to][value='now']").click()


def test_the_dates_are_right_at_every_stop(browser: Any, house: str, clock: Any) -> None:
    citizen = enter(browser, house, "林晚")
    act_for(citizen, SHOP)
    number = apply(citizen)
    says(citizen, number, f"{after(today(clock), 5)}")
    window = enter(browser, house, "周济")
    day = wait(clock, 2)
    ask_for_more(window, number)
    says(citizen, number, "待您补正", after(day, 10))
    day = wait(clock, 3)
    supply(citizen, number)
    says(citizen, number, after(day, 5))
    accepted = wait(clock, 1)
    open_case(window, number)
    window.get_by_role("button", name=re.compile("^受理")).click()
    says(citizen, number, f"最晚 {after(accepted, 5)}", f"最晚 {after(accepted, 10)}")
    sign(enter(browser, house, "周远航"), number, "材料审查", "材料齐全。")
    boss, head = enter(browser, house, "顾知远"), enter(browser, house, "贺知新")
    why = {"kind": "site-visit", "text": "需要现场勘验", "needed": "五个工作日", "law_other": "行政许可法 第四十五条"}
    turn(boss, number, "pause", **why)
    says(citizen, number, "时限暂停", "现场勘验")
    wait(clock, 5)
    visited = {"at": "2026年12月1日9时至10时", "place": "青屿路 20 号", "by": "丁一鸣、方可", "findings": "与图一致"}
    turn(boss, number, "resumption", text="现场与申请一致", **visited)
    # Five working days did not count.
    says(citizen, number, f"最晚 {after(accepted, 10)}", f"最晚 {after(accepted, 15)}")
    turn(head, number, "extension", days="10", text="需要补充核实")
    says(citizen, number, f"最晚 {after(accepted, 20)}", f"最晚 {after(accepted, 25)}", "延长")
    for name, step in (("江映月", "油烟排放意见"), ("韩立冬", "消防意见"), ("丁一鸣", "现场核查")):
        officer = enter(browser, house, name)
        until_open(officer, number, step)
        if name == "丁一鸣":
            officer.get_by_label("一同到场的工作人员").select_option("方可")
        sign(officer, number, step, "符合要求。", opened=True)
    decide(browser, house, number)
    says(citizen, number, "已办结")


def test_silence_is_acceptance_on_the_sixth_working_day(browser: Any, house: str, clock: Any) -> None:
    citizen = enter(browser, house, "林晚")
    act_for(citizen, SHOP)
    day = wait(clock, 1)
    number = apply(citizen)
    assert wait(clock, 5) == Calendar.standard().add(day, 5)
    says(citizen, number, "已提交，正在预审")
    wait(clock, 1)
    says(citizen, number, "视为受理", f"最晚 {after(day, 10)}")
    overseer = enter(browser, house, "严正言")
    overseer.goto(f"{house}/desk/")
    until(overseer, lambda: "已视为受理" in overseer.inner_text("main"), "the red mark")
