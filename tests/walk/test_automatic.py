"""What rules decide, in a real browser: granted in seconds, looked at again by people, stopped at once."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.walk.filling import answers, fill
from tests.walk.people import enter, open_case, until
from tests.walk.test_every_item import ITEMS, hand_in
from tests.walk.test_time_machine import wait
from tongban.registers.catalogue import folder

pytestmark = [pytest.mark.browser, pytest.mark.walks]
DECIDED = "这是系统自动作出的决定"
SHOP, CHILD, PENSION = "market/sole-trader-registration", "health/birth-registration", "welfare/old-age-allowance"


def ask(page: Any, item: str) -> str:
    """Everything that is asked, and a promise instead of a paper where one will do."""
    definition = folder.load(ITEMS / item)
    page.goto(f"{page.house}/services/{definition.code}/")
    page.get_by_role("button", name=re.compile("在线办理|新建一份申请")).click()
    draft = page.url
    page.get_by_role("link", name="继续填写").click()
    typed, form = answers(definition, date.today()), page.locator("form[data-autosave]")
    for _ in range(3 * len(definition.form.pages)):
        if not form.count():
            break
        fill(page, typed)
        page.get_by_role("button", name="保存并继续").click()
    page.goto(f"{draft}materials/")
    for one in page.locator("summary", has_text="用承诺代替").all():
        one.click()
        page.get_by_role("button", name=re.compile("我已知晓并承诺")).first.click()
    hand_in(page, draft)
    page.goto(f"{draft}check/")
    page.locator("#promise").check()
    page.get_by_role("button", name="提交申请").click()
    found = re.search(r"LT-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")[:1500]
    return found[0]


def decided(page: Any, number: str, given: str) -> None:
    """The applicant reads the decision, by which rules it was made, and what he was given."""
    page.goto(f"{page.house}/my/cases/{number}/")
    until(page, lambda: DECIDED in page.inner_text("main") and given in page.inner_text("main"), DECIDED, 20)
    page.get_by_text("看看是哪些规则").click()
    assert page.locator("details[open] li").count() > 2


def switch(page: Any, turn: str, item: str, reason: str) -> str:
    """One switch, for an item or ("") for all; returns what the page then says."""
    page.goto(f"{page.house}/office/automatic/")
    page.get_by_label("事项", exact=True).select_option(item)
    page.get_by_label("理由").fill(reason)
    page.get_by_role("button", name=turn).click()
    assert page.locator("[role=alert]").count() == 0, page.inner_text("main")
    return str(page.inner_text("main"))


def look_again(page: Any, number: str, verdict: str, rule: int = 0) -> None:
    """The sample lies on the desk of who answers for it; he says what he found."""
    page.goto(f"{page.house}/desk/")
    link = page.locator(f"a[href*='/cases/{number}/again/sample/']")
    until(page, lambda: link.count() > 0, f"the sample of {number}", 30)
    link.first.click()
    if rule:
        page.get_by_label("认为有误的规则").select_option(index=rule)
    page.get_by_label("核对情况").fill("与登记信息逐项核对。")
    page.get_by_role("button", name=verdict).click()
    assert page.locator("[role=alert]").count() == 0, page.inner_text("main")


def test_rules_decide_in_seconds_people_look_again_and_one_switch_stops_them(browser: Any, house: str) -> None:
    elder, mother, trader = (enter(browser, house, name) for name in ("禾素芬", "林知夏", "莫芸"))
    pension, child, shop = ask(elder, PENSION), ask(mother, CHILD), ask(trader, SHOP)
    decided(elder, pension, "已办结")
    decided(mother, child, "生育登记凭证")
    decided(trader, shop, "营业执照")
    overseer = enter(browser, house, "严正言")
    assert "已停用" in switch(overseer, "立即停用", "birth-registration", "登记数据待核对")
    try:
        switch(overseer, "立即停用", "", "演练停用")
        second = ask(trader, SHOP)
        clerk = enter(browser, house, "李示范")
        open_case(clerk, second)
        until(clerk, lambda: "演练停用" in clerk.inner_text("main"), "why a person decides", 20)
        wait(overseer, 1)
        look_again(enter(browser, house, "程敬之"), pension, "决定正确")
        look_again(enter(browser, house, "高如许"), shop, "决定有误", rule=1)
    finally:
        switch(overseer, "恢复使用", "birth-registration", "核对完毕")
        said = switch(overseer, "恢复使用", "", "演练完毕")
        overseer.goto(f"{house}/demo/clock/")
        overseer.locator("button[name=to][value='now']").click()
    assert "核对完毕" in said
    assert shop in said
