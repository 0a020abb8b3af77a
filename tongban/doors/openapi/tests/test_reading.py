"""The page that describes the interfaces is read by people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tongban.doors.openapi import export
from tongban.doors.openapi.reading import words


def _descriptions(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(said := part.get("description"), str):
            yield said
        for one in part.values():
            yield from _descriptions(one)
    elif isinstance(part, list):
        for one in part:
            yield from _descriptions(one)


def test_every_description_is_said_in_chinese() -> None:
    said = set(_descriptions(json.loads(export.FILE.read_text("utf-8"))))
    assert [one for one in said if not re.search(r"[\u4e00-\u9fff]", one)] == []
    assert [one for one in said if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}", one)] == []


def test_what_stands_in_backticks_is_code_and_nothing_else_becomes_markup() -> None:
    assert words("带 `If-None-Match` 时回答 <304>") == "带 <code>If-None-Match</code> 时回答 &lt;304&gt;"
