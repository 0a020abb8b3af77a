"""``python -m tests.crawl --at http://127.0.0.1:8000 [--press] [--looks FOLDER]``: 0 faults, or a list of them."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from .looking import look
from .walking import Walk, press, wander

STARTS = {"portal": ["/", "/my/", "/services/", "/packages/", "/guide-me/"], "desk": ["/desk/"], "office": ["/office/"]}


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crawl", description=__doc__)
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="a running demo city")
    parser.add_argument("--who", default="", help="only roles whose key holds this")
    parser.add_argument("--press", action="store_true", help="press every kind of button too (changes the city)")
    parser.add_argument("--looks", type=Path, help="look at each kind of page in Chromium; pictures go here")
    return parser.parse_args()


def signed_in(browser: Browser, base: str, role: str) -> BrowserContext:
    """A browser of this person; '' is nobody."""
    context = browser.new_context(base_url=base)
    if role:
        page = context.new_page()
        page.goto("/demo/")
        page.locator(f'form[action="/demo/roles/{role}/"] button').first.click()
        page.close()
    return context


def main() -> int:
    """Walk as everybody; print what each met, and how much was opened."""
    said, known, found = asked(), dict[str, str](), set[tuple[str, str, str]]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        roles = ["", *roles_of(browser, said.at)]
        for role in [one for one in roles if said.who in one]:
            walk, kinds = one_walk(browser, said, role, known)
            found |= {(kind, fault, walk.who) for kind, fault in walk.found}
            for address, fault in sorted(set(walk.found)):
                print(f"{role}\t{address.removeprefix(said.at)}\t{fault}", flush=True)
            said_of = f"{walk.opened} pages opened, {kinds} new kinds, {len(walk.found)} faults"
            print(f"{role or 'nobody':>14}  {said_of}", flush=True)
        browser.close()
    print(f"{len(known)} kinds of pages, {len(found)} faults")
    return bool(found)


def roles_of(browser: Browser, base: str) -> list[str]:
    """The people of the demo's first page, in its order."""
    html = browser.new_context(base_url=base).request.get("/demo/").text()
    return list(dict.fromkeys(re.findall(r'action="/demo/roles/([\w-]+)/"', html)))


def one_walk(browser: Browser, said: argparse.Namespace, role: str, known: dict[str, str]) -> tuple[Walk, int]:
    context = signed_in(browser, said.at, role)
    walk = wander(context.request, said.at, role, [s for starts in STARTS.values() for s in starts])
    fresh = {kind: address for kind, address in walk.pages.items() if kind not in known}
    known |= fresh
    if said.looks:
        said.looks.mkdir(parents=True, exist_ok=True)
        walk.found += look(browser, said.at, context.storage_state(), fresh, said.looks)
    if said.press:
        press(context.request, said.at, walk)
    context.close()
    return walk, len(fresh)


if __name__ == "__main__":
    sys.exit(main())
