"""An operator changes an item without a programmer, in a real browser: what is typed is kept and stands in the text."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.walk.people import enter

pytestmark = [pytest.mark.browser, pytest.mark.walks]

ITEM = "food-business-licence"


def saved(page: Any, written: str) -> None:
    """What was typed is kept as soon as one leaves the control, without a button, and stands in the text."""
    from playwright.sync_api import expect

    page.keyboard.press("Tab")
    expect(page.locator("#text")).to_have_value(re.compile(written), timeout=20000)
    page.locator("[data-saved]", has_text="已自动保存").wait_for()


def add(page: Any, code: str, title: str) -> None:
    page.get_by_label("代码", exact=True).last.fill(code)
    page.locator("#new_title").fill(title)
    page.get_by_role("button", name="增加", exact=True).click()
    page.locator(".entries .here").wait_for()


def test_limit_field_material_and_step_are_kept_without_a_button(browser: Any, house: str) -> None:
    page = enter(browser, house, "苏衡")
    page.goto(f"{house}/office/revisions/new/?kind=change")
    page.locator("[name=kind][value=change]").check()
    page.locator(f"[name=item][value={ITEM}]").check()
    page.locator("[name=reason]").fill("承诺更快，核查现场音乐")
    page.get_by_role("button", name="开始起草").click()
    page.wait_for_url(re.compile(r"/revisions/[0-9a-f-]{36}/$"))
    editor = f"{page.url}texts/1/form/"

    page.goto(f"{editor}?part=limits")  # 1: a limit, by keyboard; its line follows in the text
    page.get_by_label("承诺时限", exact=True).fill("4 working days")
    saved(page, "promise: 4 working days")

    page.goto(f"{editor}?part=form")  # 2: a field with a condition, its names offered and read
    add(page, "business.music", "是否有现场音乐")
    page.get_by_label("类型", exact=True).select_option("yes-no")
    rule = page.get_by_label("什么时候问")
    rule.press_sequentially("business.fo")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    rule.press_sequentially(' = "catering"')
    page.get_by_text("主体业态 是 “餐饮服务经营者”").wait_for()
    saved(page, "when: '?business.form = ")

    page.goto(f"{editor}?part=materials")  # 3: a material
    add(page, "sound-insulation", "隔音说明")
    page.get_by_label("什么时候需要").fill("business.music = true")
    saved(page, "title: 隔音说明, when: business.music = true")

    page.goto(f"{editor}?part=process")  # 4: a step
    add(page, "music-visit", "现场音乐核查")
    page.get_by_label("岗位").select_option("inspection")
    page.get_by_label("时限", exact=True).fill("1 working day")
    page.get_by_label("什么时候需要").fill("business.music = true")
    saved(page, "music-visit: .*desk: inspection.*when: business.music = true")
