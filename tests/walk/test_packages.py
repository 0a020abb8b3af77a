"""One thing, walked in a real browser: one form, one submission, several licences under one number."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.walk.people import SHOP, act_for, enter, sign, until, upload

pytestmark = pytest.mark.browser

TYPED = {
    "premises.area": "320", "steward.name": "林晚", "steward.phone": "12000000001", "sign.text": "晚来香面馆",
    "sign.width": "6", "sign.height": "1.2", "place.floor": "1", "place.people": "120", "place.exits": "2",
}  # fmt: skip
CHOSEN = {
    "start.sign": "是", "start.tobacco": "否", "business.form": "餐饮服务经营者", "business.kinds": "热食类食品制售",
    "business.fumes": "否", "premises.warehouse": "否", "agent.used": "否", "sign.lit": "否",
}  # fmt: skip


PAPERS = ("主要设备设施布局图", "操作流程说明", "招牌效果图", "经营场所使用证明", "场所平面布置图", "消防安全制度")


def answer(page: Any) -> None:
    """Everything this page asks, by the names of its questions."""
    for name, text in TYPED.items():
        if (box := page.locator(f"[name='{name}']")).count():
            box.first.fill(text)
    for name, label in CHOSEN.items():
        choices = page.locator(f"label:has(input[name='{name}'])", has_text=re.compile(f"^\\s*{label}"))
        if choices.count():
            choices.first.locator("input").check()  # stays checked when the page comes again


def fill(page: Any) -> None:
    """One page after another, until the materials; new questions may come up on the way."""
    for _ in range(16):
        if "/materials/" in page.url:
            return
        answer(page)
        page.get_by_role("button", name="保存并继续").click()
        page.wait_for_load_state()
    raise AssertionError(page.inner_text("main"))


def apply(page: Any) -> str:
    """From the first page to the number: 开饭店 leads to the package."""
    page.goto(f"{page.house}/services/?q=开饭店")
    page.get_by_role("link", name="开办餐饮店").first.click()
    page.get_by_role("button", name=re.compile("一次办好|新建一份申请")).click()
    draft = page.url.split("/p/")[0]
    fill(page)
    for title in PAPERS:
        upload(page, title, "第一版")
    page.goto(f"{draft}/")
    told = page.inner_text("main")
    assert "为您省去 3 个填写项、1 份材料" in told
    page.goto(f"{draft}/check/")
    page.locator("#promise").check()
    page.get_by_role("button", name="提交申请").click()
    found = re.search(r"LT-YJS-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")
    return found[0]


def numbers(page: Any, run: str) -> dict[str, str]:
    """The number of each item's own case, as the run's page shows them."""
    page.goto(f"{page.house}/my/packages/{run}/")
    rows = page.locator("section:has-text('各事项进度') li")
    texts = [rows.nth(n).inner_text() for n in range(rows.count())]
    return {text.split("\n")[0].strip(): found[0] for text in texts if (found := re.search(r"LT-\d{8}-\d{6}", text))}


def accept(window: Any, number: str) -> None:
    """周济 receives it."""
    window.goto(f"{window.house}/desk/cases/{number}/")
    until(window, lambda: window.get_by_role("button", name=re.compile("受理")).count() > 0, f"受理 {number}")
    window.get_by_role("button", name=re.compile("^受理")).first.click()
    window.wait_for_load_state()


def test_one_application_ends_with_several_licences(house: str, browser: Any) -> None:
    citizen = enter(browser, house, "林晚")
    act_for(citizen, SHOP)
    run = apply(citizen)
    cases = numbers(citizen, run)
    assert len(cases) == 3, cases
    food, board, fire = (cases[title] for title in cases)
    window = enter(browser, house, "周济")
    for number in cases.values():
        accept(window, number)
    look, approve = enter(browser, house, "陆修远"), enter(browser, house, "秦守拙")
    sign(look, board, "规范核对", "位置和尺寸符合规范。")
    sign(look, board, "告知确认", "同意。")
    sign(approve, board, "告知确认", "按规范设置。")
    fire_officer = enter(browser, house, "韩立冬")
    sign(fire_officer, fire, "资料审查", "图纸与场所相符。")
    citizen.goto(f"{house}/my/packages/{run}/")
    until(citizen, lambda: "已办完 1 / 3" in citizen.inner_text("main"), "the sign told of")
    assert food in citizen.inner_text("main")
    fire_officer.goto(f"{house}/desk/packages/{run}/")
    assert "食品经营许可" in fire_officer.inner_text("main")
