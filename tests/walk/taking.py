"""Taking in at a window as it is walked and measured: by the keyboard alone, from the card to the receipt."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from tests.walk.hands import Keys
from tests.walk.people import SHOP, enter
from tongban.site.demo.papers import page as drawn

NAME, NUMBER = "林晚", "999001199304180026"
SAID = {
    "business.form": "catering", "business.kinds": ["hot-food"], "business.fumes": "yes", "premises.area": "260",
    "premises.warehouse": "no", "steward.name": NAME, "steward.phone": "12000000001", "agent.used": "no",
}  # fmt: skip


def receive(clerk: Keys, house: str) -> None:
    """N, the card as a reader types it, the item by its initials."""
    page = clerk.page
    page.goto(f"{house}/desk/")
    with page.expect_navigation():
        page.keyboard.press("n")
    clerk.write(page.locator("#f-name"), NAME)
    clerk.write(page.locator("#f-id-number"), NUMBER)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.type("kfd")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def write_down(clerk: Keys) -> None:
    """What he says; an answer opens other questions, which are answered in the next round."""
    page = clerk.page
    for _ in range(3):
        clerk.answer(SAID)
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        if not page.locator("#missing a:not([href^='#m-'])").count():
            return
    raise AssertionError(page.inner_text("#missing"))


def put_in(clerk: Keys) -> int:
    page, papers = clerk.page, 0
    page.wait_for_load_state("networkidle")
    while page.locator("#missing a[href^='#m-']").count():
        slot = page.locator(page.locator("#missing a[href^='#m-']").first.get_attribute("href") or "")
        title = slot.locator("label[for^=file-]").inner_text().removeprefix("拍摄或选择")
        file = {"name": "DSC0001.png", "mimeType": "image/png", "buffer": drawn(title, SHOP)}
        clerk.hand_in(slot.locator("form[data-upload]"), file)
        slot.get_by_role("button", name=re.compile("取出")).wait_for()
        papers += 1
        assert papers < 6, page.inner_text("#missing")
    return papers


def confirm(clerk: Any) -> None:
    """His screen shows it large; he touches the button himself."""
    with clerk.page.context.expect_page() as opened:
        clerk.reach(clerk.page.get_by_role("link", name=re.compile("打开第二屏")))
        clerk.page.keyboard.press("Enter")
    screen = opened.value
    assert "260" in screen.inner_text("main")
    screen.get_by_role("button", name="核对无误，我确认").click()
    screen.get_by_text("您已确认").wait_for()
    screen.close()


@dataclass(frozen=True)
class Taken:
    """One intake: how many documents the clerk put in, how long it took, its number, the clerk's page afterwards."""

    papers: int
    seconds: float
    number: str
    page: Any


def take_in(browser: Any, house: str) -> Taken:
    """From the key that receives somebody to the number on the receipt."""
    page = enter(browser, house, "周济")
    clerk, begun = Keys(page), time.monotonic()
    receive(clerk, house)
    write_down(clerk)
    papers = put_in(clerk)
    confirm(clerk)
    page.reload()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    found = re.search(r"LT-\d{8}-\d{6}", page.inner_text("main"))
    assert found, page.inner_text("main")
    return Taken(papers, time.monotonic() - begun, found[0], page)
