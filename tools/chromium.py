"""A headless Chromium of this machine for tests, walks and measurements: quiet, phoning nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def found() -> str:
    """Where it is; "" where there is none (apt-get install chromium)."""
    return next((path for path in PATHS if Path(path).exists()), "")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open for as long as it is needed. Raises `FileNotFoundError` where there is none."""
    from playwright.sync_api import sync_playwright

    path = found()
    if not path:
        raise FileNotFoundError("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
