"""Each kind of page in Chromium: rules of accessibility, nothing wider than the screen, nothing the policy blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES: dict[str, tuple[int, dict[str, str]]] = {
    "desktop": (1280, {}), "phone": (390, {}), "elderly": (390, {"elder": "1"}),
    "contrast": (1280, {"contrast": "high"}),
}  # fmt: skip
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
# Two frames later: a drawing takes its new width only when it is painted.
WIDER = """new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
  () => done(document.documentElement.scrollWidth > innerWidth))))"""


def look(browser: Browser, base: str, state: Any, pages: dict[str, str], into: Path | None) -> list[tuple[str, str]]:
    """What is wrong with how these pages look, mode by mode; pictures go into the folder ``into``."""
    found = []
    for mode, (width, said) in MODES.items():
        context = browser.new_context(base_url=base, storage_state=state, viewport={"width": width, "height": 900})
        context.add_init_script(path=AXE)
        context.clear_cookies(name=re.compile("^tb_"))  # a link or a button of the walk may have set a mode
        context.add_cookies([{"name": f"tb_{k}", "value": v, "url": base} for k, v in said.items()])
        page = context.new_page()
        for kind, address in pages.items():
            found += [(address, f"{mode}: {fault}") for fault in _faults(page, address, mode, width)]
            if into and mode != "contrast":
                name = kind.strip("/").replace("/", "-").replace("*", "_").replace("?", "--") or "home"
                page.screenshot(path=into / f"{mode}--{name[:120]}.png", full_page=True)
        context.close()
    return found


def _faults(page: Page, address: str, mode: str, width: int) -> Iterator[str]:
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            said.append(message.text)

    page.on("console", listen)
    page.goto(address)
    for one in page.evaluate(RUN, TAGS)["violations"]:
        yield f"{one['id']}: {one['nodes'][0]['html'][:110]}"
    if mode != "contrast":
        page.set_viewport_size({"width": 320 if width == 390 else width, "height": 900})
        if page.evaluate(WIDER):
            yield "wider than the screen"
        page.set_viewport_size({"width": width, "height": 900})
    page.remove_listener("console", listen)
    yield from said
