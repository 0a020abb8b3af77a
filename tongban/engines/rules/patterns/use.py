"""`matches`, `replace` and `split` (10.3.4.3, after XPath functions and operators)."""

from __future__ import annotations

from functools import lru_cache

from tongban.engines.rules.limits import long_list, long_text

from .matcher import Matcher
from .parts import BadPattern, Pattern
from .reader import read


@lru_cache(512)
def _read(pattern: str, flags: str) -> Pattern | None:
    try:
        return read(pattern, flags)
    except BadPattern:
        return None


def matches(text: str, pattern: str, flags: str = "") -> bool | None:
    """Whether the pattern occurs in the text; None when it is no pattern."""
    found = _read(pattern, flags)
    return None if found is None else Matcher(found, text).search() is not None


def is_pattern(pattern: str, flags: str = "") -> bool:
    return _read(pattern, flags) is not None


def replace(text: str, pattern: str, replacement: str, flags: str = "") -> str | None:
    found = _read(pattern, flags)
    if found is None or Matcher(found, "").search() is not None:
        return None
    pieces = [replacement] if "q" in flags else _pieces(replacement, found.groups)
    if pieces is None:
        return None
    matcher, made, at = Matcher(found, text), [], 0
    while (place := matcher.search(at)) is not None:
        start, end = place
        made.append(text[at:start])
        for piece in pieces:
            if isinstance(piece, int):
                first, last = (start, end) if piece == 0 else matcher.groups.get(piece, (0, 0))
                made.append(text[first:last])
            else:
                made.append(piece)
        at = end
    return long_text("".join([*made, text[at:]]))


def _pieces(replacement: str, groups: int) -> list[str | int] | None:
    """The replacement's plain texts and group numbers; None when it is malformed."""
    made: list[str | int] = []
    at = 0
    while at < len(replacement):
        char, following = replacement[at], replacement[at + 1:at + 2]
        if char == "\\":
            if following not in ("\\", "$"):
                return None
            made.append(following)
            at += 2
        elif char == "$":
            if not following.isdecimal():
                return None
            number, at = int(following), at + 2
            while replacement[at:at + 1].isdecimal() and number * 10 + int(replacement[at]) <= groups:
                number, at = number * 10 + int(replacement[at]), at + 1
            made.append(number if number <= groups else "")
        else:
            made.append(char)
            at += 1
    return made


def split(text: str, pattern: str) -> list[str] | None:
    found = _read(pattern, "")
    if found is None or Matcher(found, "").search() is not None:
        return None
    matcher, made, at = Matcher(found, text), [], 0
    while (place := matcher.search(at)) is not None:
        made.append(text[at:place[0]])
        at = place[1]
    return long_list([*made, text[at:]])
