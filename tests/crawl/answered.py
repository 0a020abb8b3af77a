"""``pytest -p tests.crawl.answered``: keep one answer of every template that the tests met, into TONGBAN_ANSWERS.

Situations that no walk through one city reaches (a hearing, a late objection, a second window) stand in tests.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.test import Client

from .walking import ASK

KEPT = ("Content-Type", "Content-Security-Policy")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
_met: set[str] = set()
_plain = Client.request


def pytest_configure() -> None:
    """From here on every test's client asks of which templates an answer was made."""
    Client.request = _asked  # type: ignore[method-assign]


def _asked(self: Client, **request: Any) -> Any:
    for name, said in ASK.items():
        request.setdefault(f"HTTP_{name.upper().replace('-', '_')}", said)
    answer = _plain(self, **request)
    made = {one for one in answer.headers.get("X-Made-Of", "").split(", ") if one}
    if made - _met and not answer.streaming and b"<html" in answer.content[:400]:
        _keep(str(request.get("PATH_INFO", "")), answer, made)
    return answer


def _keep(address: str, answer: Any, made: set[str]) -> None:
    folder = Path(os.environ["TONGBAN_ANSWERS"])
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{WORKER}-{len(_met):04d}"
    _met.update(made)
    (folder / f"{name}.html").write_bytes(answer.content)
    headers = {one: answer.headers[one] for one in KEPT if one in answer.headers}
    said = {"address": address, "status": answer.status_code, "made": sorted(made), "headers": headers}
    (folder / f"{name}.json").write_text(json.dumps(said, ensure_ascii=False))
