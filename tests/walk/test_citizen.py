"""An errand from the first word to the rating, in five ways and on both sides of the counter.

It goes without mouse, scripts or size.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.walk.filling import answers
from tests.walk.hands import Hands, hands
from tests.walk.people import SHOP, open_case, until
from tongban.registers.catalogue import folder
from tongban.site.demo.papers import page as drawn

pytestmark = [pytest.mark.browser, pytest.mark.walks]
SIGN = folder.load(Path(__file__).parents[2] / "items" / "shopfront" / "signboard-notice")
TYPED = answers(SIGN, date(2026, 11, 27))


def sign_in(me: Hands, house: str, mode: str) -> None:
    """林晚, for her shop; in elderly mode by the button above every page."""
    page = me.page
    page.goto(f"{house}/demo/")
    with page.expect_navigation():
        page.get_by_role("button", name="以林晚进入").click()
    page.goto(house)
    if mode == "elder":
        me.press("长者版", within="body")
    me.go("切换办事身份")
    me.choose(page.get_by_label(SHOP))
    me.press("切换")


def apply(me: Hands, house: str) -> str:
    """Everyday words, the guide, the questions, the papers, the promise; returns the number."""
    page = me.page
    page.goto(house)
    me.write(page.get_by_role("combobox").or_(page.locator("input[name=q]")).first, "挂招牌")
    me.press(re.compile("搜索"), within="body")
    me.go("户外招牌设置告知")
    me.press(re.compile("在线办理|新建一份申请"))
    me.go("继续填写")
    for _ in range(8):
        if not page.locator("form[data-autosave]").count():
            break
        me.answer(TYPED)
        me.press("保存并继续")
    hand_in(me, "ol.slots > li:not(.ready)")
    me.go("继续：核对并提交")
    me.choose(page.locator("#promise"))
    me.press("提交申请")
    found = re.search(r"LT-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")
    return found[0]


def hand_in(me: Hands, waiting: str, version: str = "第一版") -> None:
    page = me.page
    for _ in range(6):
        slot = page.locator(waiting).filter(has=page.locator("input[type=file]")).first
        if not slot.count():
            return
        title = slot.locator("label[for^=file-]").inner_text().removeprefix("上传").removeprefix("新的")
        form = slot.locator("form").filter(has=page.locator("input[type=file]"))
        name = f"{title}{version}.png"
        me.hand_in(form, {"name": name, "mimeType": "image/png", "buffer": drawn(title, f"{SHOP} {version}")})
        page.get_by_role("link", name=name).first.wait_for()
    raise AssertionError(page.inner_text("main"))


def clerk(browser: Any, house: str, way: str, name: str) -> Hands:
    """An official at his desk, with the same hands as the applicant."""
    them = hands(browser, "mouse" if way == "elder" else way)
    page = them.page
    page.house = house
    page.goto(f"{house}/demo/")
    them.press(f"以{name}进入", within="body")
    return them


def ask_for_more(window: Hands, number: str) -> None:
    page = window.page
    open_case(page, number)
    window.go(re.compile("一次性告知补正"))
    window.choose(page.get_by_label(re.compile("招牌效果图")).first)
    window.write(page.locator("textarea[name='text-sign-picture']"), "请标明招牌的宽和高。")
    window.press(re.compile("预览告知书"))
    window.press(re.compile("发出补正告知书"))


def correct(me: Hands, house: str, number: str) -> None:
    """From the first page: what waits for me, what is wanted, handed in, told that it came."""
    page = me.page
    page.goto(house)
    until(page, lambda: page.get_by_text("待您补正").count() > 0, "what waits for me")
    page.goto(f"{house}/my/cases/{number}/")
    me.go(re.compile("补正"), within=".asked")
    assert "请标明招牌的宽和高" in page.inner_text("main")
    hand_in(me, "ol.slots > li:not(.ready)", "第二版")
    me.press("提交补正")
    assert "补正" not in page.inner_text(".asked"), page.inner_text(".asked")


def track(me: Hands, house: str, number: str) -> None:
    """What the receipt says is enough: the number and the last four of the telephone."""
    page = me.page
    page.goto(f"{house}/track/")
    me.write(page.get_by_label("办件编号"), number)
    me.write(page.get_by_label("证件号码后四位"), "0001")
    me.press("查询")
    assert "受理通知书" in page.inner_text("main"), page.inner_text("main")


def rate(me: Hands, house: str, number: str) -> None:
    page = me.page
    page.goto(f"{house}/my/cases/{number}/")
    until(page, lambda: page.get_by_role("link", name=re.compile("评价")).count() > 0, "the invitation to rate")
    me.go(re.compile("评价"))
    me.press(re.compile("^满意$"))
    me.press("提交评价")
    assert "感谢您的评价" in page.inner_text("main")


def sign(them: Hands, number: str, step: str, text: str) -> None:
    """Say yes to a step, with a reason."""
    page = them.page
    open_case(page, number)
    until(page, lambda: page.locator("form#sign").count() > 0, f"the open step {step}")
    assert step in page.inner_text("main")
    them.choose(page.get_by_label("同意", exact=True))
    them.write(page.locator("form#sign textarea[name='text']"), text)
    them.press_at(page.locator("button[form=sign], form#sign button").filter(visible=True).last)  # a phone has its own
    assert page.locator("[role=alert]").count() == 0, page.inner_text("[role=alert]")


def officials(browser: Any, house: str, way: str, number: str) -> None:
    """One looks, one drafts, another signs: what is then given is given by the house."""
    first, second = clerk(browser, house, way, "陆修远"), clerk(browser, house, way, "秦守拙")
    sign(first, number, "规范核对", "位置和尺寸符合规范。")
    sign(first, number, "告知确认", "按规范设置，拟同意。")
    sign(second, number, "告知确认", "同意。")


WAYS = ("keys", "mouse", "finger", "no-scripts", "elder")


@pytest.mark.parametrize("way", WAYS)
def test_an_errand_goes_from_the_first_word_to_the_rating(browser: Any, house: str, way: str) -> None:
    """On both sides of the counter with the same hands."""
    me = hands(browser, way)
    sign_in(me, house, way)
    number = apply(me, house)
    window = clerk(browser, house, way, "周济")
    ask_for_more(window, number)
    correct(me, house, number)
    open_case(window.page, number)
    window.press(re.compile("^受理"))
    track(me, house, number)
    officials(browser, house, way, number)
    rate(me, house, number)
