"""``python -m tests.crawl --at http://127.0.0.1:8000 [--press] [--modes] [--looks FOLDER]``: 0 faults, or their list.

What everybody met is kept in ``bench/results/crawl.json``, one line a person.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tools.chromium import chromium

from .keeping import keep_modes, keep_walk, looked_at, templates
from .looking import look
from .pressing import press, send
from .reading import read, route
from .replaying import answers, fewest, replay
from .walking import A_KIND, Sight, Walk, wander

STARTS = {"portal": ["/", "/my/", "/services/", "/packages/", "/guide-me/"], "desk": ["/desk/"], "office": ["/office/"]}
APART = [  # reached by no link from there, or for no one of the town in particular
    "/demo/", *(f"/demo/{page}/" for page in ("walk", "sms", "wire", "sources", "clock", "peek", "anew", "papers")),
    "/demo/roles/linwan/", "/api/docs/", "/offline/",
]  # fmt: skip
NOBODY = "nobody"


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crawl", description=__doc__)
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="a running demo city")
    parser.add_argument("--who", default="", help="only these, by commas: keys of the board, or nobody")
    parser.add_argument("--press", action="store_true", help="press every kind of button too (changes the city)")
    parser.add_argument("--few", action="store_true", help="open one page of each kind only: enough for --modes")
    parser.add_argument("--modes", action="store_true", help="look at every template in Chromium in each mode")
    parser.add_argument("--on", action="store_true", help="go on from what --modes kept: look at the other templates")
    parser.add_argument("--answers", type=Path, help="look in each mode at what tests were answered with, kept here")
    parser.add_argument("--looks", type=Path, help="look at each kind of page in Chromium; pictures go here")
    return parser.parse_args()


def signed_in(browser: Browser, base: str, role: str) -> BrowserContext:
    """A browser of this person; '' is nobody."""
    context = browser.new_context(base_url=base, locale="zh-CN")
    if role:
        address = f"{base}/demo/roles/{role}/"
        entrance = read(address, context.request.get(address).text())
        form = next((one for one in entrance.forms if one.action == address), None)
        if form is None:  # a walk before this one pressed what ended his account
            raise LookupError(f"nobody can be {role} here any more; walk in a fresh city")
        assert send(context.request, base, form.method, form.action, form.fields).ok, role
    return context


class Crawl:
    """All walks of one call: which kinds of pages and which templates were met and looked at so far."""

    def __init__(self, browser: Browser, said: argparse.Namespace) -> None:
        self.browser, self.said = browser, said
        self.kinds, self.met, self.seen = set[str](), set[str](), set[str]()
        self.found, self.looked, self.routes = set[tuple[str, str]](), 0, set[str]()
        self.found_before = 0
        if said.on:
            self.seen, self.met, self.looked, self.found_before = looked_at()

    def walk(self, role: str) -> None:
        """One person's way, told as it ends."""
        context = signed_in(self.browser, self.said.at, role)
        starts = [start for door in STARTS.values() for start in door] + ([] if role else APART)
        most = 1 if self.said.few else A_KIND
        walk = wander(context.request, self.said.at, role, starts, self.routes, most)
        fresh = {kind: sight for kind, sight in walk.pages.items() if kind not in self.kinds}
        self.kinds |= set(fresh)
        self.routes |= {route(sight.address) for sight in walk.pages.values()}
        if self.said.looks:
            self.said.looks.mkdir(parents=True, exist_ok=True)
            self._look(context, walk, list(fresh.values()))
        if self.said.modes:
            self._look(context, walk, self._unseen(walk))
        if self.said.press:
            press(context.request, self.said.at, walk)
            if self.said.modes:
                self._look(context, walk, self._unseen(walk))
        context.close()
        self.met |= walk.met
        self._tell(walk, len(fresh))

    def _unseen(self, walk: Walk) -> list[Sight]:
        """The fewest pages, more or less, in which every template of this walk stands that was not looked at."""
        left, chosen = walk.met - self.seen, list[Sight]()
        while left:
            best = max(walk.sights, key=lambda sight: len(sight.templates & left))
            if not best.templates & left:
                break
            chosen.append(best)
            left -= best.templates
        return chosen

    def _look(self, context: BrowserContext, walk: Walk, sights: list[Sight]) -> None:
        found, seen = look(self.browser, self.said.at, context.storage_state(), sights, self.said.looks)
        walk.found += found
        self.seen |= seen
        self.looked += len(sights)

    def _tell(self, walk: Walk, kinds: int) -> None:
        who = walk.who or NOBODY
        for address, fault in sorted(set(walk.found)):
            print(f"{who}\t{address.removeprefix(self.said.at)}\t{fault}", flush=True)
        if not self.said.few:
            keep_walk(walk, kinds)
        self.found |= set(walk.found)
        if self.said.modes:  # a walk that is stopped has said what it saw so far
            keep_modes(self.seen, self.met, self.looked, self.found_before + len(self.found))
        pages = f"{walk.opened} pages opened, {kinds} new kinds, {walk.pressed} buttons pressed"
        print(f"{who:>14}  {pages}, {len(walk.met)} templates, {len(set(walk.found))} faults", flush=True)


def main() -> int:
    """Walk as everybody; print what each met, and how much was opened."""
    said = asked()
    with chromium() as browser:
        if said.answers:
            return _replayed(browser, said.answers)
        chosen = [one for one in said.who.split(",") if one]
        crawl = Crawl(browser, said)
        for role in ["", *roles_of(browser, said.at)]:
            if not chosen or (role or NOBODY) in chosen:
                try:
                    crawl.walk(role)
                except LookupError as gone:
                    print(gone, flush=True)
                    crawl.found.add((role, str(gone)))
    if said.modes:
        never = sorted(templates() - crawl.met - crawl.seen)
        print(f"{len(crawl.seen)} templates looked at in every mode; never met: {', '.join(never) or 'none'}")
    print(f"{len(crawl.kinds)} kinds of pages, {len(crawl.found)} faults")
    return bool(crawl.found)


def _replayed(browser: Browser, folder: Path) -> int:
    """Templates no walk has shown in every mode, as the tests were answered with them."""
    seen, met, looked, before = looked_at()
    kept = answers(folder)
    chosen = list(fewest(kept, templates() - seen))
    found = sorted(set(replay(browser, chosen)))
    for address, fault in found:
        print(f"{address}\t{fault}", flush=True)
    made = {name for one in chosen for name in one["made"]}
    keep_modes(seen | made, met | made, looked + len(chosen), before + len(found))
    never = sorted(templates() - seen - made)
    print(f"{len(chosen)} answers looked at, {len(found)} faults; never met: {', '.join(never) or 'none'}")
    return bool(found)


def roles_of(browser: Browser, base: str) -> list[str]:
    """The people of the demo's first page, in its order."""
    html = browser.new_context(base_url=base).request.get("/demo/").text()
    return list(dict.fromkeys(re.findall(r'action="/demo/roles/([\w-]+)/"', html)))


if __name__ == "__main__":
    sys.exit(main())
