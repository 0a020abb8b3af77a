"""What a pattern is made of, and sets of characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from .blocks import BLOCKS

Test = Callable[[str], bool]


class BadPattern(Exception):
    """Not a pattern of the dialect."""


@lru_cache(4096)
def variants(char: str) -> frozenset[str]:
    """A character in all its cases."""
    lower, upper = char.lower(), char.upper()
    return frozenset(one for one in (char, lower, upper, lower.upper(), upper.lower()) if len(one) == 1)


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of a set."""

    tests: tuple[Test, ...]
    negated: bool = False
    less: Chars | None = None
    fold: bool = False

    def has(self, char: str) -> bool:
        inside = any(test(char) for test in self.tests) or (
            self.fold and any(test(one) for one in variants(char) for test in self.tests))
        return inside is not self.negated and not (self.less is not None and self.less.has(char))


@dataclass(frozen=True, slots=True)
class Edge:
    """^ or $."""

    end: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A group's text again."""

    group: int


@dataclass(frozen=True, slots=True)
class Group:
    inner: Choice
    number: int = 0         # 0 does not capture


@dataclass(frozen=True, slots=True)
class Repeat:
    inner: Part
    least: int
    most: int | None
    lazy: bool


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[tuple[Part, ...], ...]


Part = Chars | Edge | Back | Group | Repeat


@dataclass(slots=True)
class Pattern:
    choice: Choice
    groups: int
    flags: str
    single: bool = field(default=False)


def one(char: str) -> Test:
    return lambda found: found == char


def between(first: str, last: str) -> Test:
    if first > last:
        raise BadPattern
    return lambda found: first <= found <= last


def _category(found: str) -> str:
    return unicodedata.category(found)


def _name_start(found: str) -> bool:
    return found in ":_" or found.isalpha()


def _name_part(found: str) -> bool:
    return _name_start(found) or found.isdigit() or found in "-.·" or _category(found) in ("Mn", "Mc")


ESCAPED: dict[str, Test] = {
    "s": lambda found: found in " \t\n\r",
    "d": lambda found: _category(found) == "Nd",
    "w": lambda found: _category(found)[0] not in "PZC",
    "i": _name_start,
    "c": _name_part,
}
PLAIN = {"n": "\n", "r": "\r", "t": "\t", **{char: char for char in "\\|.-^?*+{}()[]$"}}


def property_test(name: str) -> Test:
    """\\p{…}: a general category or a block."""
    if name.startswith("Is"):
        bounds = BLOCKS.get(name[2:])
        if bounds is None:
            raise BadPattern
        first, last = bounds
        return lambda found: first <= ord(found) <= last
    major, minor = name[:1], name[1:]
    minors = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "Z": "slp", "S": "mcko", "C": "cfon"}
    if major not in minors or len(minor) > 1 or (minor and minor not in minors[major]):
        raise BadPattern
    return lambda found: _category(found).startswith(name)
