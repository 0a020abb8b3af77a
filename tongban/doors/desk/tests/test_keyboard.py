"""The desk by keyboard alone, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tongban.doors.desk.tests import stories
from tools.chromium import chromium, found

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("lanting"),
    pytest.mark.skipif(not found(), reason="no Chromium on this machine"),
]


@pytest.fixture
def page(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A browser in which the clerk of 望舒区 has signed in."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in this thread
    with chromium() as browser:
        context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768})
        session = stories.signed_in(stories.CLERK).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        yield context.new_page()


def test_a_case_is_accepted_by_keyboard_alone(page: Page) -> None:
    case = stories.submitted()
    page.goto("/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/desk/')[0]}/desk/cases/{case.number}/")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="已受理")).to_be_visible()
    assert stories.again(case).state == "accepted"


def test_typing_in_the_search_presses_no_button(page: Page) -> None:
    case = stories.submitted()
    page.goto(f"/desk/cases/{case.number}/")
    page.keyboard.press("/")
    page.keyboard.type("bxj?")
    expect(page.get_by_role("searchbox")).to_have_value("bxj?")
    page.locator("h1").click()
    page.keyboard.press("b")
    expect(page.get_by_role("heading", name="一次性告知补正")).to_be_visible()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    case = stories.submitted()
    page.goto(f"/desk/cases/{case.number}/")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="使用单键快捷键").uncheck()
    page.get_by_role("button", name="关闭").click()
    page.keyboard.press("x")
    expect(page).to_have_title(f"食品经营许可（新办） {case.number} - 澜汀市一网通办")


def test_turning_a_material_keeps_what_was_typed(page: Page) -> None:
    case = stories.submitted()
    page.goto(f"/desk/cases/{case.number}/non-acceptance/")
    page.get_by_label("理由").fill("正在写的理由")
    page.get_by_role("link", name="旋转").click()
    expect(page.locator("#paper img")).to_have_attribute("src", re.compile("r=90"))
    expect(page.get_by_label("理由")).to_have_value("正在写的理由")


GUN = """text => {
  const place = sign => /[a-z]/i.test(sign) ? `Key${sign.toUpperCase()}` : sign === "-" ? "Minus" : `Digit${sign}`
  for (const sign of [...text, "Enter"]) {
    const last = sign === "Enter"
    document.body.dispatchEvent(new KeyboardEvent("keydown", {
      key: last ? sign : "Process", code: last ? sign : place(sign), shiftKey: /[A-Z]/.test(sign),
      keyCode: last ? 13 : 229, bubbles: true, cancelable: true,
    }))
  }
}"""  # as fast as a gun, and with an input method on, that hides which sign was typed


def compose(page: Page, text: str, word: str = "") -> None:
    """Letters as an input method holds them, then the ``word`` that was chosen."""
    wire = page.context.new_cdp_session(page)
    for end in range(1, len(text) + 1):
        wire.send("Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end})
    if word:
        wire.send("Input.insertText", {"text": word})


def test_a_gun_an_input_method_and_the_palette_each_do_what_is_meant_and_nothing_else(page: Page) -> None:
    case, other = stories.submitted(), stories.submitted()
    page.goto(f"/desk/cases/{case.number}/")
    page.evaluate(GUN, other.number)  # its signs hold keys of this page: B, X, digits
    expect(page).to_have_url(re.compile(f"/desk/cases/{other.number}/"))
    assert {stories.again(one).state for one in (case, other)} == {"submitted"}

    page.keyboard.press("/")
    compose(page, "bxg", "不锈钢")
    expect(page.get_by_role("searchbox")).to_have_value("不锈钢")
    expect(page).to_have_url(re.compile(f"/desk/cases/{other.number}/"))

    page.keyboard.press("Control+k")
    compose(page, "zheng")
    expect(page.get_by_role("option", name="待办", exact=True)).to_be_visible()  # nothing is sifted by half a word
    compose(page, "", "一次性")
    page.keyboard.press("Enter")  # a verb of this page
    expect(page.get_by_role("heading", name="一次性告知补正")).to_be_visible()

    page.keyboard.press("Control+k")
    page.keyboard.type("lgwt")
    expect(page.get_by_role("option", name="离岗委托")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk/leave/"))
    reason = page.get_by_label("离岗原因")
    reason.focus()
    compose(page, "njx", "年休假")
    expect(reason).to_have_value("年休假")
    expect(page).to_have_url(re.compile("/desk/leave/"))


def test_a_colleague_who_opens_the_case_is_announced_and_the_undo_ends_with_its_seconds(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, grace=10.0))
    case = stories.submitted()
    page.clock.install()
    page.goto(f"/desk/cases/{case.number}/")
    watching = page.locator("tb-present").get_by_text("正在查看")
    expect(watching).to_have_count(0)
    stories.signed_in("LT0004").get(f"/desk/cases/{case.number}/")
    page.clock.fast_forward(31_000)
    expect(watching).to_be_visible()
    page.keyboard.press("Control+Enter")
    undo = page.get_by_role("button", name="撤销")
    expect(undo).to_be_visible()
    page.clock.fast_forward(11_000)
    expect(undo).to_have_count(0)
    expect(page.locator("tb-seconds")).to_have_text("文书已经送出，不能再撤销。")


# Each is brought beneath the bar first, as somebody leaves it who turns the wheel.
HIDDEN = """() => [...document.querySelectorAll('.middle input, .middle select, .middle textarea, .middle a')]
  .filter(e => e.type !== 'hidden' && e.checkVisibility()).filter(e => {
    const pane = e.closest('.pane');
    document.activeElement.blur();
    pane.scrollTop += e.getBoundingClientRect().bottom - pane.getBoundingClientRect().bottom;
    e.focus();
    const box = e.getBoundingClientRect();
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !met || !(e.contains(met) || met.contains(e));
  }).map(e => e.outerHTML.slice(0, 90))"""


def test_what_takes_the_focus_is_not_beneath_the_bars_and_two_strokes_bring_a_phrase(page: Page) -> None:
    case = stories.submitted()
    page.goto("/desk/")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-pick]").first).to_be_checked()
    expect(page.get_by_text("已选 1 件")).to_be_visible()
    page.goto(f"/desk/cases/{case.number}/gaps/")
    page.locator("[name=pick]").nth(1).check()
    assert page.evaluate(HIDDEN) == []
    wish = page.locator("textarea:visible").first
    wish.fill("另外，")
    wish.press("End")
    compose(page, "", "、、缺页")  # as an input method writes //
    page.keyboard.press("Enter")
    expect(wish).to_have_value("另外，材料缺页，请补齐全部页面后重新上传。")
