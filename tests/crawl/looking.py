"""Pages in Chromium, mode by mode: rules of accessibility, nothing lost at the side, nothing the policy blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, Route

from bench.narrow import LARGER, LOST

from .pressing import send
from .walking import ASK, Sight

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MODES: dict[str, tuple[int, dict[str, str]]] = {
    "desktop": (1280, {}), "phone": (390, {}), "elderly": (390, {"elder": "1"}),
    "contrast": (1280, {"contrast": "high"}),
}  # fmt: skip
# What is tried besides in a mode: its name, width and height, and whether letters are twice as large.
# 400 % on a screen of 1280 × 1024 are 320 × 256 of the points a page is laid out in.
NARROW = {
    "desktop": [("letters 200 %", 1280, 900, True)], "phone": [("320 px", 320, 844, False), ("400 %", 320, 256, False)],
    "elderly": [("320 px", 320, 844, False)], "contrast": [],
}  # fmt: skip
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
# Words in the colour of their own ground: to the rules they are hidden on purpose.
UNREAD = """() => [...document.querySelectorAll('body *')].filter(e => {
  const s = getComputedStyle(e), said = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  return said && s.color === s.backgroundColor && e.checkVisibility() && s.clipPath === 'none';
}).slice(0, 5).map(e => e.outerHTML.slice(0, 110))"""
STOPPED = """document.addEventListener('securitypolicyviolation',
  e => (window.__stopped ||= []).push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"""


def look(
    browser: Browser, base: str, state: Any, sights: list[Sight], into: Path | None
) -> tuple[list[tuple[str, str]], set[str]]:
    """What is wrong with how these pages look, and which templates were seen in every mode; pictures go ``into``."""
    found, seen = [], []
    for mode, (width, said) in MODES.items():
        context = browser.new_context(base_url=base, storage_state=state, locale="zh-CN",
                                      viewport={"width": width, "height": 900})  # fmt: skip
        context.set_extra_http_headers(ASK)
        context.add_init_script(path=AXE)
        context.add_init_script(STOPPED)
        context.clear_cookies(name=re.compile("^tb_"))  # a link or a button of the walk may have set a mode
        context.add_cookies([{"name": f"tb_{k}", "value": v, "url": base} for k, v in said.items()])
        met = set[str]()
        page = context.new_page()
        for sight in sights:
            try:
                answer = _open(context, page, base, sight)
            except Error as error:  # an answer that says no and shows nothing is a page to no browser
                found.append((sight.address, f"{mode}: does not open, {error.message.splitlines()[0][:80]}"))
                continue
            met |= set((answer.header_value("x-made-of") or "").split(", ") if answer else ())
            found += [(sight.address, f"{mode}: {fault}") for fault in patiently(page, mode, width)]
            if into and mode != "contrast":
                page.screenshot(path=into / f"{mode}--{_named(sight)}.png", full_page=True)
        seen.append(met)
        context.close()
    return found, set.intersection(*seen) - {""}


def _open(context: BrowserContext, page: Page, base: str, sight: Sight) -> Response | None:
    """By its address; what a form answered, as it answers in this mode (sending it twice gets the first answer)."""
    if not sight.said:
        return page.goto(sight.address)
    answer = send(context.request, base, sight.method, sight.address, sight.said)

    def give(route: Route) -> None:
        route.fulfill(response=answer)

    page.route(sight.address, give, times=1)
    return page.goto(sight.address)


def patiently(page: Page, mode: str, width: int) -> list[str]:
    """Once more where the page was renewed meanwhile; one that goes on by itself is looked at where it led."""
    for _ in range(3):
        try:
            return list(_faults(page, mode, width))
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_load_state()
    return ["does not stay long enough to be looked at"]


def _faults(page: Page, mode: str, width: int) -> Iterator[str]:
    for one in page.evaluate(RUN, TAGS)["violations"]:
        yield f"{one['id']}: {one['nodes'][0]['html'][:110]}"
    yield from (f"words on their own colour: {one}" for one in page.evaluate(UNREAD))
    for name, narrow, height, larger in NARROW[mode]:
        page.set_viewport_size({"width": narrow, "height": height})
        if larger:
            page.evaluate(LARGER)
        yield from (f"{name}: lost {one}" for one in page.evaluate(LOST))
    page.set_viewport_size({"width": width, "height": 900})
    for one in page.evaluate("window.__stopped || []"):
        yield f"stopped by the policy: {one}"


def _named(sight: Sight) -> str:
    kind = sight.address.split("/", 3)[-1]
    return re.sub(r"[^\w-]+", "-", kind).strip("-")[:120] or "home"
