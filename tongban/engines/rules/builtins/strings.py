"""String functions (10.3.4.3), on code points."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tongban.engines.rules import patterns
from tongban.engines.rules.limits import long_text, spend

from .registry import feel

feel("string length(string: string)")(lambda string: Decimal(len(string)))
feel("upper case(string: string)")(lambda string: string.upper())
feel("lower case(string: string)")(lambda string: string.lower())
feel("contains(string: string, match: string)")(lambda string, match: match in string)
feel("starts with(string: string, match: string)")(lambda string, match: string.startswith(match))
feel("ends with(string: string, match: string)")(lambda string, match: string.endswith(match))
feel("trim(string: string)")(lambda string: string.strip())


@feel("substring(string: string, start position: number, length?: number)")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> str | None:
    place = int(start)
    if not place or abs(place) > len(string):
        return None
    begin = place - 1 if place > 0 else len(string) + place
    if length is None:
        return string[begin:]
    return string[begin:begin + int(length)] if length >= 1 else None


@feel("substring before(string: string, match: string)")
def substring_before(string: str, match: str) -> str:
    before, mark, _ = string.partition(match) if match else ("", "", "")
    return before if mark else ""


@feel("substring after(string: string, match: string)")
def substring_after(string: str, match: str) -> str:
    if not match:
        return string
    return string.partition(match)[2]


@feel("string join(list: list, delimiter?: string!)")
def string_join(items: list[Any], delimiter: str | None = None) -> str | None:
    texts = [item for item in items if item is not None]
    if not all(isinstance(item, str) for item in texts):
        return None
    spend(len(texts))
    return long_text((delimiter or "").join(texts))


@feel("split(string: string, delimiter: string)")
def split(string: str, delimiter: str) -> list[str] | None:
    return patterns.split(string, delimiter)


@feel("matches(input: string, pattern: string, flags?: string!)")
def matches(string: str, pattern: str, flags: str | None = None) -> bool | None:
    return patterns.matches(string, pattern, flags or "")


@feel("replace(input: string, pattern: string, replacement: string, flags?: string!)")
def replace(string: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    return patterns.replace(string, pattern, replacement, flags or "")
