"""Everybody's way through the house: breadth first, a few of each kind of page."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import APIRequestContext, APIResponse

from .faults import faults
from .reading import Form, Read, pattern, read

A_KIND = 3  # how many of each kind of page one person opens
SKIPPED = ("/demo/", "/sign-out/", "/sign-in/", "/static/", "/modes/", "/api/", "/events/")


@dataclass
class Walk:
    """What one person met."""

    who: str
    pages: dict[str, str] = field(default_factory=dict)  # kind of page → one address of it
    forms: dict[tuple[str, tuple[str, ...]], Form] = field(default_factory=dict)
    found: list[tuple[str, str]] = field(default_factory=list)
    opened: int = 0


def wander(asking: APIRequestContext, base: str, who: str, starts: list[str]) -> Walk:
    """Open what can be reached by links from those of ``starts`` that this person may enter."""
    entered = [base + start for start in starts if asking.get(base + start).ok]
    walk, seen, kinds = Walk(who), set(entered), Counter[str]()
    waiting = deque(entered)
    while waiting:
        address = waiting.popleft()
        page = _open(asking, walk, address)
        for link in page.links if page else ():
            link = link.split("#")[0]
            if not link.startswith(base + "/") or urlsplit(link).path.startswith(SKIPPED) or link in seen:
                continue
            seen.add(link)
            kind = pattern(link)
            kinds[kind] += 1
            if kinds[kind] <= A_KIND:
                waiting.append(link)
    return walk


def _open(asking: APIRequestContext, walk: Walk, address: str) -> Read | None:
    answer = asking.get(address)
    walk.opened += 1
    if "text/html" not in answer.headers.get("content-type", ""):
        if answer.status >= 400:
            walk.found.append((address, f"answered {answer.status}"))
        return None
    html = answer.text()
    page = read(answer.url, html)
    walk.found += [(address, fault) for fault in faults(answer.status, page, html)]
    walk.pages.setdefault(pattern(answer.url), answer.url)
    for form in page.forms:
        if not urlsplit(form.action).path.startswith(SKIPPED):
            walk.forms.setdefault((pattern(form.action), tuple(sorted({name for name, _ in form.buttons}))), form)
    return page


def press(asking: APIRequestContext, base: str, walk: Walk) -> int:
    """Press every kind of button as it stands, nothing filled in; returns how many."""
    pressed = 0
    for form in walk.forms.values():
        for name, value in form.buttons[:A_KIND] or [("", "")]:
            said = dict(form.fields) | ({name: value} if name else {})
            answer = _send(asking, base, form, said)
            pressed += 1
            html = answer.text() if "text/html" in answer.headers.get("content-type", "") else ""
            where = f"{form.method} {form.action} {name}={value}"
            if answer.status >= 500:
                walk.found.append((where, f"answered {answer.status}"))
            elif html:
                page = read(answer.url, html)
                walk.found += [(where, f) for f in faults(min(answer.status, 399), page, html)]
    return pressed


def _send(asking: APIRequestContext, base: str, form: Form, said: dict[str, str]) -> APIResponse:
    if form.method == "get":
        return asking.get(form.action, params=dict(said))
    return asking.post(form.action, form=dict(said), headers={"Referer": base + "/", "Origin": base})
