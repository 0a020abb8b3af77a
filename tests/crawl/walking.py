"""Everybody's way through the house: breadth first, a few of each kind of page."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import APIRequestContext, APIResponse

from .faults import faults
from .reading import Form, Read, Said, pattern, read, route

A_KIND = 3  # how many of each kind of page one person opens
AGAIN = 2  # of a kind at work that a colleague opened before: he has other cases
SKIPPED = ("/demo/", "/sign-out/", "/sign-in/", "/static/", "/modes/", "/api/", "/events/")
ASK = {"X-Made-Of": "1"}  # a demo city then says of which templates the page was made


@dataclass
class Sight:
    """A page as it can be had again: by its address, or by sending a form there."""

    address: str
    method: str = "get"
    said: list[Said] = field(default_factory=list)
    templates: frozenset[str] = frozenset()


@dataclass
class Walk:
    """What one person met."""

    who: str
    pages: dict[str, Sight] = field(default_factory=dict)  # kind of page → one of it
    sights: list[Sight] = field(default_factory=list)  # those that had a template nobody of this walk had met
    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)
    found: list[tuple[str, str]] = field(default_factory=list)
    opened: int = 0
    pressed: int = 0
    met: set[str] = field(default_factory=set)

    def meet(self, sight: Sight, kind: str, answer: APIResponse) -> None:
        """Keep the first page of each kind, and the first that was made of a template."""
        made = frozenset(name for name in answer.headers.get("x-made-of", "").split(", ") if name)
        sight.templates = made
        if not sight.said:
            self.pages.setdefault(kind, sight)
        if made - self.met:
            self.sights.append(sight)
            self.met |= made


def wander(
    asking: APIRequestContext, base: str, who: str, starts: list[str], known: set[str], most: int = A_KIND
) -> Walk:
    """Open what can be reached by links from those of ``starts`` that this person may enter.

    Nobody opens the pages of every single item; whoever comes after him opens one of each route that is ``known`` from
    those before, two where he works, and a few of what only he has.
    """
    entered = [base + start for start in starts if asking.get(base + start).ok]
    walk, seen, kinds = Walk(who), set(entered), Counter[str]()
    named = route if who or most == 1 else pattern
    waiting = deque(entered)
    while waiting:
        address = waiting.popleft()
        page = _open(asking, walk, address)
        for link in page.links if page else ():
            link = link.split("#")[0]
            if not link.startswith(base + "/") or urlsplit(link).path.startswith(SKIPPED) or link in seen:
                continue
            seen.add(link)
            kind = named(link)
            kinds[kind] += 1
            again = AGAIN if kind.startswith(("/desk/", "/office/")) else 1
            if kinds[kind] <= (min(again, most) if kind in known else most):
                waiting.append(link)
    return walk


def _open(asking: APIRequestContext, walk: Walk, address: str) -> Read | None:
    answer = asking.get(address, headers=ASK)
    walk.opened += 1
    if "text/html" not in answer.headers.get("content-type", ""):
        if answer.status >= 400:
            walk.found.append((address, f"answered {answer.status}"))
        return None
    html = answer.text()
    page = read(answer.url, html)
    walk.found += [(address, fault) for fault in faults(answer.status, page, html)]
    walk.meet(Sight(answer.url), pattern(answer.url), answer)
    for form in page.forms:
        if not urlsplit(form.action).path.startswith(SKIPPED):
            walk.forms.setdefault((route(form.action), tuple(sorted({name for name, _ in form.buttons}))), form)
    return page
