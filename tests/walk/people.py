"""What people do in the walk: each a few clicks, as a person would make them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from tongban.site.demo.papers import page as drawn

SHOP = "澜汀市晚来香面馆"


def enter(browser: Any, house: str, name: str) -> Any:
    """Sign in as somebody of the role board, in a browser of his own; returns his page."""
    context: Any = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15000)
    page.house = house
    page.goto(f"{house}/demo/")
    with page.expect_navigation():  # else what is opened next overtakes the signing in
        page.get_by_role("button", name=f"以{name}进入").click()
    return page


def act_for(page: Any, company: str) -> None:
    """Switch to acting for a company."""
    page.goto(f"{page.house}/identity/")
    page.get_by_label(company).check()
    page.get_by_role("button", name="切换").click()


def upload(page: Any, title: str, note: str) -> None:
    """Hand in a drawn document for the material called ``title``: choosing the file sends it."""
    name = f"{title}{note}.png"
    with page.expect_navigation():
        page.get_by_label(re.compile(f"上传(新的)?{title}")).set_input_files(
            {"name": name, "mimeType": "image/png", "buffer": drawn(f"{title} {note}", SHOP)}
        )
    page.get_by_role("link", name=name).first.wait_for()


def apply(page: Any) -> str:
    """From everyday words to a number: a noodle shop of 260 m² with a wok, so three departments have a say."""
    page.goto(f"{page.house}/services/?q=开小饭店")
    page.get_by_role("link", name="食品经营许可（新办）").first.click()
    page.get_by_role("button", name=re.compile("在线办理|新建一份申请")).click()
    draft = page.url
    page.get_by_role("link", name="继续填写").click()
    _fill_in(page)
    page.goto(f"{draft}materials/")
    for title in ("主要设备设施布局图", "操作流程说明", "油烟净化设施说明"):
        upload(page, title, "第一版")
    page.goto(f"{draft}check/")
    assert "260" in page.inner_text("main")
    page.locator("#promise").check()
    page.get_by_role("button", name="提交申请").click()
    found = re.search(r"LT-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")
    return found[0]


def _fill_in(page: Any) -> None:
    page.get_by_label("餐饮服务经营者").check()
    page.get_by_label("热食类食品制售").check()
    _go_on(page)
    fumes = page.get_by_role("group", name=re.compile("油烟"))
    if fumes.count():
        fumes.get_by_label("是", exact=True).check()
        _go_on(page)
    page.get_by_label(re.compile("经营面积")).fill("２６０")  # full-width digits, as a Chinese keyboard types them
    page.get_by_role("group", name=re.compile("外设仓库")).get_by_label("否", exact=True).check()
    _go_on(page)
    page.get_by_label(re.compile("食品安全管理员姓名")).fill("林晚")
    page.get_by_label(re.compile("食品安全管理员手机")).fill("12000000001")
    _go_on(page)
    page.get_by_role("group", name=re.compile("代办")).get_by_label("否", exact=True).check()
    _go_on(page)


def _go_on(page: Any) -> None:
    page.get_by_role("button", name="保存并继续").click()


def open_case(page: Any, number: str) -> None:
    """An official looks a case up by its number; it may take the worker a moment to put it on his desk."""
    page.goto(f"{page.house}/desk/cases/{number}/")
    until(page, lambda: page.get_by_text(number).count() > 0 and page.title().find("没有") < 0, f"case {number}")


def sign(page: Any, number: str, step: str, text: str, *, opened: bool = False) -> None:
    """Sign an opinion on a step, agreeing."""
    if not opened:
        open_case(page, number)
        until(page, lambda: page.locator("form#sign").count() > 0, f"the open step {step}")
    assert step in page.inner_text("main")
    page.get_by_label("同意", exact=True).check()
    page.locator("form#sign textarea[name='text']").fill(text)
    page.locator("button[form=sign]").click()
    page.wait_for_load_state()
    assert page.locator("[role=alert]").count() == 0, page.inner_text("[role=alert]")


def until(page: Any, seen: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Look again until it is there: the worker carries on behind the page."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if seen():
            return
        page.wait_for_timeout(400)
        page.reload()
    raise AssertionError(f"{what} was not seen within {seconds:.0f} s on {page.url}:\n{page.inner_text('main')[:1500]}")
