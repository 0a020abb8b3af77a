"""One thing, walked in a real browser: one form, one submission, several licences under one number."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.walk.people import enter, sign, until, upload

pytestmark = [pytest.mark.browser, pytest.mark.walks]

TYPED = {
    "premises.area": "320", "premises.address.detail": "听雨巷 12 号", "steward.name": "林晚",
    "steward.phone": "12000000001", "shop.name": "澜汀市望舒区晚风饭店", "sign.text": "晚风饭店", "sign.width": "6",
    "sign.height": "1.2", "place.floor": "1", "place.people": "120", "place.exits": "2",
}  # fmt: skip
CHOSEN = {
    "start.sign": "是", "start.tobacco": "否", "business.form": "餐饮服务经营者", "business.kinds": "热食类食品制售",
    "business.fumes": "否", "premises.warehouse": "否", "agent.used": "否", "sign.lit": "否", "trader.form": "个人经营",
    "shop.scope": "餐饮服务", "place.right": "租用",
}  # fmt: skip
LICENCES = ("营业执照", "食品经营许可证", "消防安全检查意见书")


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


def hand_in(page: Any) -> None:
    """Each paper once, whichever departments want it."""
    for _ in range(12):
        waiting = page.locator("ol.slots > li:not(.ready)").filter(has=page.locator("input[type=file]"))
        if not waiting.count():
            return
        upload(page, waiting.first.locator("h2").inner_text().split()[0], "第一版")
    raise AssertionError(page.inner_text("main"))


def apply(page: Any) -> str:
    """From the first page to the number: 开饭店 leads to the package."""
    page.goto(f"{page.house}/services/?q=开饭店")
    page.get_by_role("link", name="开办餐饮店").first.click()
    page.get_by_role("button", name=re.compile("一次办好|新建一份申请")).click()
    draft = page.url.split("/p/")[0]
    fill(page)
    hand_in(page)
    page.goto(f"{draft}/")
    assert re.search(r"为您省去 \d+ 个填写项", page.inner_text("main"))
    page.goto(f"{draft}/check/")
    page.locator("#promise").check()
    page.get_by_role("button", name="提交申请").click()
    found = re.search(r"LT-YJS-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")
    return found[0]


def numbers(page: Any) -> dict[str, str]:
    """The number of each item's own case, as the run's page shows them."""
    rows = page.locator("section:has-text('各事项进度') li")
    texts = [rows.nth(n).inner_text() for n in range(rows.count())]
    return {text.split("\n")[0].strip(): found[0] for text in texts if (found := re.search(r"LT-\d{8}-\d{6}", text))}


def accept(window: Any, number: str) -> None:
    """周济 receives it."""
    window.goto(f"{window.house}/desk/cases/{number}/")
    until(window, lambda: window.get_by_role("button", name=re.compile("受理")).count() > 0, f"受理 {number}")
    window.get_by_role("button", name=re.compile("^受理")).first.click()
    window.wait_for_load_state()


class Officials:
    """Everybody who signs, each in a browser of his own, opened when he is first needed."""

    def __init__(self, browser: Any, house: str) -> None:
        self.browser, self.house, self.pages = browser, house, dict[str, Any]()

    def page(self, name: str) -> Any:
        if name not in self.pages:
            self.pages[name] = enter(self.browser, self.house, name)
        return self.pages[name]

    def sign(self, name: str, number: str, step: str, text: str, beside: str = "") -> None:
        """Agree to a step; ``beside`` is who came along to a visit."""
        page = self.page(name)
        page.goto(f"{self.house}/desk/cases/{number}/")
        until(page, lambda: page.locator("form#sign").count() > 0, f"{step} of {number}")
        if beside:
            page.get_by_label("一同到场的工作人员").select_option(beside)
        sign(page, number, step, text, opened=True)


def decide(officials: Officials, food: str, board: str, fire: str) -> None:
    """Three departments, each for itself and by its own people."""
    officials.sign("陆修远", board, "规范核对", "位置和尺寸符合规范。")
    officials.sign("周远航", food, "材料审查", "材料齐全，布局合理。")
    officials.sign("韩立冬", fire, "资料审查", "图纸与场所相符。")
    officials.sign("韩立冬", food, "消防意见", "具备消防安全条件。")
    officials.sign("韩立冬", fire, "现场检查", "安全出口和设施完好有效。", beside="郭安")
    officials.sign("丁一鸣", food, "现场核查", "现场与申请一致。", beside="方可")
    for number, step, first, second in (
        (board, "告知确认", "陆修远", "秦守拙"), (fire, "作出决定", "韩立冬", "胡承安"),
        (food, "审核批准", "周远航", "顾知远"),
    ):  # fmt: skip
        officials.sign(first, number, step, "拟同意。")
        officials.sign(second, number, step, "同意。")


def test_one_application_ends_with_several_licences(house: str, browser: Any) -> None:
    citizen = enter(browser, house, "林晚")
    run = apply(citizen)
    officials = Officials(browser, house)
    window = officials.page("周济")
    citizen.goto(f"{house}/my/packages/{run}/")
    first = numbers(citizen)
    assert list(first) == ["个体工商户设立登记"]  # nothing can be licensed to a shop that is not there yet
    (registration,) = first.values()
    accept(window, registration)
    officials.sign("高如许", registration, "登记", "材料齐全，符合法定形式。")
    until(citizen, lambda: len(numbers(citizen)) == 4, "the three that waited for the shop")
    _, food, board, fire = numbers(citizen).values()
    for number in (food, board, fire):
        accept(window, number)
    decide(officials, food, board, fire)
    until(citizen, lambda: "4 个事项中，4 个已准予" in citizen.inner_text("main"), "the end of the whole")
    results = citizen.locator("section", has_text="全部结果").last
    until(citizen, lambda: all(one in results.inner_text() for one in LICENCES), "every licence")
    verify(browser, citizen)


def verify(browser: Any, citizen: Any) -> None:
    """Anybody holds the licence against the city: it is valid, and it is the new shop's."""
    citizen.goto(f"{citizen.house}/identity/")
    citizen.get_by_label(TYPED["shop.name"]).check()
    citizen.get_by_role("button", name="切换").click()
    citizen.goto(f"{citizen.house}/my/licences/")
    citizen.get_by_role("link", name=re.compile("食品经营许可证")).first.click()
    code = re.search(r"/v/([0-9A-Z]+)", citizen.content())
    assert code
    stranger = browser.new_context(locale="zh-CN").new_page()
    stranger.goto(f"{citizen.house}/v/{code[1]}")
    told = stranger.inner_text("main")
    assert "有效" in told
    assert TYPED["shop.name"] in told
