"""Regular expressions (XPath's dialect) as `matches`, `replace` and `split` use them."""

from __future__ import annotations

import re


def _compiled(pattern: str, flags: str) -> re.Pattern[str] | None:
    number = 0
    for flag in flags:
        number |= {"i": re.I, "s": re.S, "m": re.M, "x": re.X}[flag] if flag in "ismx" else 0
    try:
        return re.compile(pattern, number)
    except re.error:
        return None


def matches(text: str, pattern: str, flags: str) -> bool | None:
    found = _compiled(pattern, flags)
    return None if found is None else bool(found.search(text))


def replace(text: str, pattern: str, replacement: str, flags: str) -> str | None:
    found = _compiled(pattern, flags)
    return None if found is None else found.sub(re.sub(r"\$(\d)", r"\\\1", replacement), text)


def split(text: str, pattern: str) -> list[str] | None:
    found = _compiled(pattern, "")
    return None if found is None else found.split(text)
