"""What tests were answered with, in Chromium mode by mode: the page as it was, its styles and scripts as they are now.

A mode is set where the page says it (the root element); what a page fetches afterwards is not there and stays away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Route

from .keeping import DOORS
from .looking import AXE, MODES, STOPPED, patiently

BASE = "http://answers.example"
STATIC = sorted(DOORS.glob("*/static"))
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"/>'
ROOT = {"elder": "data-elder", "contrast": 'data-contrast="high"'}


def answers(folder: Path) -> list[dict[str, Any]]:
    """Every kept answer, with its page."""
    files = sorted(folder.glob("*.json"))
    return [json.loads(one.read_text()) | {"html": one.with_suffix(".html").read_text()} for one in files]


def fewest(found: list[dict[str, Any]], left: set[str]) -> Iterator[dict[str, Any]]:
    """The fewest answers, more or less, in which every template of ``left`` stands that stands in any."""
    left = set(left)
    while left:
        best = max(found, key=lambda one: len(left & set(one["made"])), default=None)
        if best is None or not left & set(best["made"]):
            return
        left -= set(best["made"])
        yield best


def replay(browser: Browser, found: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Look at each in every mode: its address with each fault."""
    for mode, (width, said) in MODES.items():
        context = browser.new_context(base_url=BASE, locale="zh-CN", viewport={"width": width, "height": 900})
        context.add_init_script(path=AXE)
        context.add_init_script(STOPPED)
        page = context.new_page()
        for one in found:
            page.unroute_all()
            page.route("**/*", _serving(one, " ".join(ROOT[name] for name in said)))
            try:
                page.goto(BASE + one["address"])
                faults = patiently(page, mode, width)
            except Error as error:
                faults = [f"does not open, {error.message.splitlines()[0][:80]}"]
            yield from ((one["address"], f"{mode}: {fault}") for fault in faults)
        context.close()


def _serving(one: dict[str, Any], root: str) -> Any:
    shown = one["html"].replace("<html ", f"<html {root} ", 1) if root else one["html"]

    def serve(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.resource_type == "document":
            route.fulfill(status=one["status"], headers=one["headers"], body=shown)
        elif path.startswith("/static/") and (file := _file(path.removeprefix("/static/"))):
            route.fulfill(body=file.read_bytes(), content_type=KINDS.get(file.suffix, "application/octet-stream"))
        elif route.request.resource_type == "image":
            route.fulfill(body=PICTURE, content_type="image/svg+xml")
        else:
            route.fulfill(status=204)

    return serve


def _file(name: str) -> Path | None:
    return next((folder / name for folder in STATIC if (folder / name).is_file()), None)
