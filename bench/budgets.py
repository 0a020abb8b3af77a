"""`python -m bench.budgets --at http://127.0.0.1:8000`: what ten key pages cost whoever opens them, on two screens.

Asked of a running demo city, each page in a fresh browser with an empty cache, over a line and on a processor that
Chromium's own protocol holds back: 150 ms and 1.6 Mbit/s down (slow 4G), a quarter of the processor (a cheap phone).
A page is over its budget by bytes without pictures, bytes of scripts, time to the largest paint, shift of what is
shown, words that leave the screen at 320 px, at 400 % or with letters twice as large, or by anything the policy stops.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.machine import RESULTS, circumstances
from bench.narrow import LARGER, LOST
from tools.chromium import chromium

KILO = 1024
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4  # times slower than this machine's processor
SCREENS = {"1280": (1280, 900, 1), "390": (390, 844, 3)}
BUDGET = {"kilobytes": 120.0, "script_kilobytes": 40.0, "lcp_ms": 2000.0, "cls": 0.05}
WATCH = """
window.__seen = {lcp: 0, cls: 0, policy: []};
new PerformanceObserver(l => { for (const e of l.getEntries()) __seen.lcp = e.startTime; })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) __seen.cls += e.value; })
  .observe({type: 'layout-shift', buffered: true});
document.addEventListener('securitypolicyviolation', e => __seen.policy.push(e.violatedDirective + ' ' + e.blockedURI));
"""
SEEN = "({...__seen, first: performance.getEntriesByType('navigation')[0].responseStart})"
NARROW = (("320 px", 320, 256, 1, False), ("400 %", 320, 256, 4, False), ("letters 200 %", 1280, 900, 1, True))


@dataclass
class Look:
    """One page on one screen: what was opened, by whom, and what it cost, the middle of several openings."""

    page: str
    path: str
    screen: str
    kilobytes: float = 0
    script_kilobytes: float = 0
    requests: int = 0
    lcp_ms: float = 0
    first_byte_ms: float = 0  # of it: the line, and the server at work; the rest is what the page itself costs
    load: float = 0  # of the machine that all of this shares
    cls: float = 0
    lost: list[str] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)

    @property
    def over(self) -> list[str]:
        """Which budgets it breaks."""
        said = [f"{name} {getattr(self, name):g} > {most:g}" for name, most in BUDGET.items()
                if getattr(self, name) > most]  # fmt: skip
        return [*said, *(f"lost: {one}" for one in self.lost), *(f"policy: {one}" for one in self.policy)]


def pages(first: Callable[[str, str, str], str]) -> list[tuple[str, str, str]]:
    """The ten: their name, who looks (\"\" is nobody), where; ``first(who, page, links)`` is the first link there."""
    return [
        ("home", "", "/"), ("list", "", "/services/"), ("search", "", "/services/?q=开小饭店"),
        ("guide", "", "/services/food-business-licence/"), ("package", "", "/packages/restaurant-opening/"),
        ("track", "", "/track/"), ("my space", "henainai", "/my/"), ("my cases", "henainai", "/my/cases/"),
        ("my case", "henainai", first("henainai", "/my/cases/", "/my/cases/")),
        ("my licences", "linwan", "/my/licences/"),
    ]  # fmt: skip


def main() -> int:
    """0 when every page stays within its budget on both screens."""
    said = _arguments()
    with chromium() as browser:
        states = {who: _signed_in(browser, said.at, who) for who in ("", "henainai", "linwan")}

        def first(who: str, page: str, links: str) -> str:
            context = browser.new_context(base_url=said.at, storage_state=states[who])
            opened = context.new_page()
            opened.goto(page)
            found = opened.locator(f'main a[href^="{links}"]').first.get_attribute("href") or page
            context.close()
            return found

        looks = [
            look(browser, said, states[who], Look(name, path, screen))
            for name, who, path in pages(first) for screen in SCREENS
        ]  # fmt: skip
    _keep(looks, said.times)
    return 1 if any(one.over for one in looks) else 0


def look(browser: Any, said: argparse.Namespace, state: Any, seen: Look) -> Look:
    """Open it several times as a newcomer would, then look whether anything is lost on narrow screens."""
    times = [_once(browser, said.at, state, seen) for _ in range(said.times)]
    seen.first_byte_ms = round(statistics.median(one["first"] for one in times), 0)
    seen.load = round(os.getloadavg()[0], 2)
    seen.lcp_ms = round(statistics.median(one["lcp"] for one in times), 0)
    seen.cls = round(max(one["cls"] for one in times), 4)
    seen.policy = sorted({word for one in times for word in one["policy"]})
    if seen.screen == "1280":
        seen.lost = _lost(browser, said.at, state, seen.path)
    print(f"{seen.page:12} {seen.screen:>5}  {seen.kilobytes:6.1f} kB  scripts {seen.script_kilobytes:5.1f}  "
          f"{seen.requests:3} requests  LCP {seen.lcp_ms:5.0f} ms, "
          f"first byte {seen.first_byte_ms:5.0f}  CLS {seen.cls:.3f}  {'; '.join(seen.over) or 'ok'}",
          flush=True)  # fmt: skip
    return seen


def _once(browser: Any, base: str, state: Any, seen: Look) -> dict[str, Any]:
    width, height, dots = SCREENS[seen.screen]
    context = browser.new_context(
        base_url=base, storage_state=state, viewport={"width": width, "height": height}, device_scale_factor=dots,
        is_mobile=width < 500, has_touch=width < 500, service_workers="block",
    )  # fmt: skip
    context.add_init_script(WATCH)
    page = context.new_page()
    line = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    line.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    line.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(seen.path, wait_until="load", timeout=60_000)
    page.wait_for_timeout(1500)
    found: dict[str, Any] = page.evaluate(SEEN)
    heavy = {key: size for key, size in sizes.items() if kinds.get(key) != "Image"}
    seen.kilobytes = round(sum(heavy.values()) / KILO, 1)
    scripts = sum(size for key, size in heavy.items() if kinds.get(key) == "Script")
    seen.script_kilobytes, seen.requests = round(scripts / KILO, 1), len(kinds)
    context.close()
    return found


def _lost(browser: Any, base: str, state: Any, path: str) -> list[str]:
    lost = []
    for name, width, height, dots, larger in NARROW:
        context = browser.new_context(
            base_url=base, storage_state=state, viewport={"width": width, "height": height}, device_scale_factor=dots
        )
        page = context.new_page()
        page.goto(path)
        if larger:
            page.evaluate(LARGER)
        lost += [f"{name}: {one}" for one in page.evaluate(LOST)]
        context.close()
    return lost


def _signed_in(browser: Any, base: str, role: str) -> Any:
    context = browser.new_context(base_url=base)
    if role:
        page = context.new_page()
        page.goto("/demo/")
        page.locator(f'form[action="/demo/roles/{role}/"] button').first.click()
    state = context.storage_state()
    context.close()
    return state


def _keep(looks: list[Look], times: int) -> None:
    rows = [{**one.__dict__, "over": one.over} for one in looks]
    said = {"machine": circumstances(), "line": LINE, "processor_slower": SLOWER, "times": times, "budget": BUDGET,
            "pages": rows}  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "budgets.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    over = [one for one in looks if one.over]
    print(f"{len(looks)} looks at {len(looks) // len(SCREENS)} pages, {len(over)} over their budget")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.budgets", description=__doc__)
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="a running demo city")
    parser.add_argument("--times", type=int, default=3, help="how often each page is opened on each screen")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
