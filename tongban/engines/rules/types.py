"""FEEL's types: what a value is an instance of, and which type conforms to which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FeelType:
    """A type by name; lists, contexts, functions and ranges say what they hold."""

    name: str
    item: FeelType | None = None
    members: tuple[tuple[str, FeelType], ...] = ()
    params: tuple[FeelType, ...] = ()
    result: FeelType | None = None
    allowed: tuple[str, ...] = ()       # values a text may take, where they are declared
    passes: Callable[[Any], bool] | None = field(default=None, compare=False)   # an item definition's constraint

    def __str__(self) -> str:
        if self.item:
            return f"{self.name}<{self.item}>"
        if self.name == "context" and self.members:
            return "context<" + ", ".join(f"{name}: {kind}" for name, kind in self.members) + ">"
        if self.result:
            return f"function<{', '.join(map(str, self.params))}> -> {self.result}"
        return self.name

    def member(self, name: str) -> FeelType | None:
        return next((kind for known, kind in self.members if known == name), None)


SIMPLE = frozenset(["Any", "Null", "number", "string", "boolean", "date", "time", "date and time",
                    "days and time duration", "years and months duration", "list", "context", "function", "range"])
_ALIASES = {"day and time duration": "days and time duration", "year and month duration": "years and months duration",
            "dateTime": "date and time", "dayTimeDuration": "days and time duration",
            "yearMonthDuration": "years and months duration", "any": "Any", "null": "Null"}

ANY = FeelType("Any")
NULL = FeelType("Null")
NUMBER = FeelType("number")
TEXT = FeelType("string")
YES_NO = FeelType("boolean")
DATE = FeelType("date")
TIME = FeelType("time")
DATE_TIME = FeelType("date and time")
DAYS = FeelType("days and time duration")
MONTHS = FeelType("years and months duration")
LIST = FeelType("list")
CONTEXT = FeelType("context")
FUNCTION = FeelType("function")
RANGE = FeelType("range")


def named_type(name: str) -> FeelType:
    """The type of a name; names the standard does not know stay as they are, for item definitions."""
    return FeelType(_ALIASES.get(name, name))


def conforms(one: FeelType, other: FeelType) -> bool:
    """Whether every value of one type is a value of the other (10.3.2.9)."""
    if other.name == "Any" or one.name == "Null" or one == other:
        return True
    if one.name != other.name:
        return False
    if one.name in ("list", "range"):
        return other.item is None or (one.item is not None and conforms(one.item, other.item))
    if one.name == "context":
        return all((mine := one.member(name)) is not None and conforms(mine, kind) for name, kind in other.members)
    if one.name == "function" and other.result:
        return (one.result is not None and conforms(one.result, other.result) and len(one.params) == len(other.params)
                and all(conforms(b, a) for a, b in zip(one.params, other.params, strict=True)))
    return True
