"""Pictures of the screens where people spend their days: ``python -m tests.crawl.screens`` → docs/screens/.

They are taken from a running demo city, which should have lived a while (``TONGBAN_DEMO_CASES=60``). Each is a WebP
of at most 60 kB, so that all of them travel with the source.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tools.chromium import chromium

from .__main__ import signed_in
from .looking import MODES

INTO = Path(__file__).parents[2] / "docs/screens"
Steps = Callable[[Page], None]
LARGEST = 60_000  # bytes of one picture


@dataclass(frozen=True)
class Screen:
    """Who looks at what, on which screen."""

    name: str
    title: str
    who: str
    start: str
    mode: str = "desktop"
    steps: list[Steps] = field(default_factory=list)


def follow(selector: str) -> Steps:
    """Go where the first link that fits leads."""

    def step(page: Page) -> None:
        page.goto(page.locator(selector).first.get_attribute("href") or "")

    return step


def for_firm(address: str) -> Steps:
    """Act for the first organisation one may act for, and open its page."""

    def step(page: Page) -> None:
        page.goto(f"/identity/?next={address}")
        page.locator('input[name=behalf][value^="organisation/"]').first.check()
        page.get_by_role("button", name="切换", exact=True).click()
        page.wait_for_url(f"**{address}")  # a page that is about to go cannot be taken

    return step


def press(words: str) -> Steps:
    """Press the button that says so, where it is still there."""

    def step(page: Page) -> None:
        if (button := page.get_by_role("button", name=words, exact=True)).count():
            button.click()

    return step


CASE, DESK = follow('main a[href^="/my/cases/"]'), follow('main a[href^="/desk/cases/"]')
LICENCE = follow('main a[href^="/my/licences/"]')
NOODLES = "/services/food-business-licence/"
SCREENS = (
    Screen("home", "首页：一句话找到要办的事", "", "/"),
    Screen("home-phone", "首页（手机）", "", "/", "phone"),
    Screen("home-elderly", "首页（长者版）", "", "/", "elderly"),
    Screen("search", "搜索：说人话就行", "", "/services/?q=开小饭店"),
    Screen("guide", "办事指南", "", NOODLES),
    Screen("guide-elderly", "办事指南（长者版）", "", NOODLES, "elderly"),
    Screen("guide-me", "智能引导：回答几个问题", "", "/guide-me/food-business-licence/"),
    Screen("package", "开办餐饮店一件事", "", "/packages/restaurant-opening/"),
    Screen("my-phone", "我的空间（手机）", "hanxiao", "/my/", "phone"),
    Screen("case", "我的办件：像看快递一样", "hanxiao", "/my/cases/", "desktop", [CASE]),
    Screen("case-phone", "我的办件（手机）", "henainai", "/my/cases/", "phone", [CASE]),
    Screen("licence-phone", "电子证照（手机）", "linwan", "/my/licences/", "phone", [LICENCE]),
    Screen("code-phone", "我的码（手机）", "linwan", "/my/code/", "phone", [press("开通我的码")]),
    Screen("data", "谁用过我的数据", "henainai", "/my/data/"),
    Screen("firm", "企业专属网页", "moyun", "/", "desktop", [for_firm("/biz/")]),
    Screen("ledger-phone", "企业办件台账（手机）", "moyun", "/", "phone", [for_firm("/biz/cases/")]),
    Screen("desk", "工作台：今天要办的", "lishifan", "/desk/"),
    Screen("desk-case", "受理：同一个办件，工作人员看到的", "lishifan", "/desk/", "desktop", [DESK]),
    Screen("desk-review", "审查：要点、时限和意见", "guzhiyuan", "/desk/", "desktop", [DESK]),
    Screen("desk-phone", "移动审批", "hezhixin", "/desk/", "phone"),
    Screen("office", "管理后台", "suheng", "/office/"),
    Screen("office-item", "一个事项的每一版", "suheng", NOODLES.replace("services", "office/items")),
    Screen("office-figures", "指标：从真实办件算出", "suheng", "/office/figures/"),
    Screen("demo", "演示城市：选一个人进入", "", "/demo/"),
)  # fmt: skip


def take(browser: Browser, base: str, screen: Screen, into: Path) -> None:
    """One picture, as high as a screen and a half."""
    width, modes = MODES[screen.mode]
    context = signed_in(browser, base, screen.who)
    context.add_cookies([{"name": f"tb_{k}", "value": v, "url": base} for k, v in modes.items()])
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900 if width > 500 else 844})
    page.goto(screen.start)
    for step in screen.steps:
        step(page)
    (into / f"{screen.name}.webp").write_bytes(small(page.screenshot()))
    context.close()


def small(png: bytes) -> bytes:
    """The picture as WebP, as good as fits into so many bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    for quality in (80, 70, 60, 50, 40, 30, 20):
        held = BytesIO()
        picture.save(held, "webp", quality=quality, method=6)
        if held.tell() <= LARGEST:
            break
    return held.getvalue()


def tour() -> str:
    """The page that shows them all, in Markdown."""
    lines = ["# 界面一览", "", "Taken from the demo city by `python -m tests.crawl.screens`.", ""]
    for one in SCREENS:
        lines += [f"## {one.title}", "", f"![{one.title}](screens/{one.name}.webp)", ""]
    return "\n".join(lines)


def main() -> None:
    """Take them all, and write the page that shows them."""
    parser = argparse.ArgumentParser(prog="python -m tests.crawl.screens", description=__doc__)
    parser.add_argument("--at", default="http://127.0.0.1:8000")
    parser.add_argument("--only", default="")
    said = parser.parse_args()
    INTO.mkdir(exist_ok=True)
    with chromium() as browser:
        for one in SCREENS:
            if said.only in one.name:
                print(one.name, flush=True)
                take(browser, said.at, one, INTO)
    (INTO.parent / "screens.md").write_text(tour())


if __name__ == "__main__":
    main()
