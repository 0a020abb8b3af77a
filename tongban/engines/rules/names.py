"""Names as FEEL allows them: any script, spaces and . / - ' + * inside, told apart by what is in scope."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

START = ("?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
         "\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF")
PART = START + "0-9\u00B7\u0300-\u036F\u203F-\u2040"
SPECIAL = r"./\-’'+*"
SPACES = r"[\s\u00A0\uFEFF\u1680\u180E\u2000-\u200B\u202F\u205F\u3000]"

WORD = re.compile(f"[{START}][{PART}]*")
DECLARED = re.compile(f"[{START}](?:[{PART}{SPECIAL}]|{SPACES})*")
_PIECES = re.compile(f"[{PART}]+|[{SPECIAL}]")
_PART_CHAR = re.compile(f"[{PART}]")
_STARTS_WORD = re.compile(f"[{PART}]")


def tidy(name: str) -> str:
    """A name with its white space as the standard normalises it."""
    return re.sub(f"{SPACES}+", " ", name.strip())


@lru_cache(8192)
def _pattern(name: str) -> re.Pattern[str]:
    words = tidy(name).split(" ")
    flexible = []
    for word in words:
        flexible.append(f"{SPACES}*".join(re.escape(piece) for piece in _PIECES.findall(word)) or re.escape(word))
    return re.compile(f"{SPACES}+".join(flexible))


class Known:
    """The names that may appear at one place; built outwards, one frame per scope."""

    def __init__(self, names: Iterable[str] = (), outer: Known | None = None):
        self.outer = outer
        self.names: set[str] = set()
        self.spaced: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        name = tidy(name)
        if name in self.names or not name:
            return
        self.names.add(name)
        if not WORD.fullmatch(name):
            first = WORD.match(name)
            group = self.spaced.setdefault(first.group() if first else name[0], [])
            group.append(name)
            group.sort(key=len, reverse=True)

    def __contains__(self, name: str) -> bool:
        frame: Known | None = self
        while frame is not None:
            if name in frame.names:
                return True
            frame = frame.outer
        return False

    def longest(self, text: str, at: int) -> tuple[str, int] | None:
        """The longest known name that the text holds at this place, when it is longer than one word."""
        word = WORD.match(text, at)
        if not word:
            return None
        best, reach = None, word.end()
        frame: Known | None = self
        while frame is not None:
            for name in frame.spaced.get(word.group(), ()):
                found = _pattern(name).match(text, at)
                if found and found.end() > reach and not _cut(text, found.end()):
                    best, reach = name, found.end()
            frame = frame.outer
        return (best, reach) if best else None

    def all(self) -> set[str]:
        return self.names | (self.outer.all() if self.outer else set())


def _cut(text: str, end: int) -> bool:
    """Whether a match would end in the middle of a word."""
    return bool(_PART_CHAR.match(text[end - 1]) and end < len(text) and _STARTS_WORD.match(text[end]))
