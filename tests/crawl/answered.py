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

PIECE = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>一段</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/parts/tongban.css"></head>
<body><main id="main" class="wrap stack"><h1>一段</h1>{}</main></body></html>"""
LIST = '<tb-suggest><div role="listbox" aria-label="搜索建议" class="suggestions">{}</div></tb-suggest>'
AROUND = {"portal/suggestions.html": LIST}
"""What a piece of a page, which scripts ask for, stands in; by its template."""
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
    shown = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    if made - _met and shown and answer.content.strip():
        _keep(str(request.get("PATH_INFO", "")), answer, made)
    return answer


def _whole(page: str, made: set[str]) -> str:
    """An answer as a page of its own; a piece of one in what surrounds it."""
    if "<html" in page[:400]:
        return page
    around = next((AROUND[one] for one in made if one in AROUND), "{}")
    return PIECE.replace("{}", around.replace("{}", page))


def _keep(address: str, answer: Any, made: set[str]) -> None:
    folder = Path(os.environ["TONGBAN_ANSWERS"])
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{WORKER}-{len(_met):04d}"
    _met.update(made)
    (folder / f"{name}.html").write_text(_whole(answer.content.decode(), made))
    headers = {one: answer.headers[one] for one in KEPT if one in answer.headers}
    said = {"address": address, "status": answer.status_code, "made": sorted(made), "headers": headers}
    (folder / f"{name}.json").write_text(json.dumps(said, ensure_ascii=False))
