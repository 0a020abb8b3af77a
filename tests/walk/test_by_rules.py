"""A shop is registered while its owner waits: granted by rules, seconds after it was handed in, and nobody signed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.walk.people import enter, until

pytestmark = pytest.mark.browser


def apply(page: Any) -> str:
    """林晚 registers a flower shop; that the place may be used she promises."""
    page.goto(f"{page.house}/services/sole-trader-registration/")
    page.get_by_role("button", name=re.compile("在线办理|新建一份申请")).click()
    draft = page.url
    page.get_by_role("link", name="继续填写").click()
    page.get_by_label("个人经营").check()
    go_on(page)
    page.get_by_label("名称", exact=False).first.fill("澜汀市望舒区小满花店")
    page.get_by_label("鲜花零售").check()
    go_on(page)
    page.get_by_label(re.compile("详细|门牌")).first.fill("月白街 6 号")
    page.get_by_label("租用").check()
    go_on(page)
    page.goto(f"{draft}materials/")
    page.get_by_text("不上传，用承诺代替").first.click()
    page.get_by_role("button", name=re.compile("我已知晓并承诺")).first.click()
    page.goto(f"{draft}check/")
    page.locator("#promise").check()
    page.get_by_role("button", name="提交申请").click()
    found = re.search(r"LT-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")
    return found[0]


def go_on(page: Any) -> None:
    page.get_by_role("button", name="保存并继续").click()


def test_a_flower_shop_has_its_licence_seconds_after_it_was_asked_for(browser: Any, house: str) -> None:
    citizen = enter(browser, house, "林晚")
    number = apply(citizen)
    citizen.goto(f"{house}/my/cases/{number}/")
    until(citizen, lambda: "已办结" in citizen.inner_text("main"), "the case closed by rules")
    assert "由系统依规则自动作出" in citizen.inner_text("main")
    citizen.goto(f"{house}/my/licences/")
    until(citizen, lambda: "营业执照" in citizen.inner_text("main"), "the licence")
    citizen.goto(f"{house}/my/cases/{number}/human-review/")
    citizen.get_by_label("您希望工作人员核对什么？").fill("请核对经营范围。")
    citizen.get_by_role("button", name="提交复核申请").click()
    assert "您已申请人工复核" in citizen.inner_text("main")
