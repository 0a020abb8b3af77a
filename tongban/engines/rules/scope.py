"""What a rule may speak of: names with their types, as a form or a register declares them (可用字段)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .names import tidy
from .types import ANY, DATE, DATE_TIME, DAYS, FUNCTION, LIST, MONTHS, NUMBER, TEXT, TIME, YES_NO, FeelType

_WORDS: dict[str, FeelType] = {
    "text": TEXT, "string": TEXT, "number": NUMBER, "yes/no": YES_NO, "boolean": YES_NO, "date": DATE, "time": TIME,
    "date and time": DATE_TIME, "days and time duration": DAYS, "years and months duration": MONTHS,
    "list": LIST, "function": FUNCTION, "any": ANY, "Any": ANY,
}


def kind(word: Any) -> FeelType:
    """A type from the word a form uses: `text`, `number`, `yes/no`, `list of text`, or its allowed values."""
    if isinstance(word, FeelType):
        return word
    if isinstance(word, str):
        if word.startswith("list of "):
            return FeelType("list", item=kind(word.removeprefix("list of ")))
        if word not in _WORDS:
            raise ValueError(f"{word} is no type; known: {', '.join(_WORDS)}, list of …")
        return _WORDS[word]
    if isinstance(word, Mapping):
        return FeelType("context", members=tuple((str(name), kind(inner)) for name, inner in word.items()))
    if isinstance(word, (list, tuple, set, frozenset)):
        return FeelType("string", allowed=tuple(str(value) for value in word))
    raise ValueError(f"{word!r} is no type")


class Scope:
    """Names and types: `Scope({"premises.area": "number", "applicant.credit": ["good", "poor"]})`."""

    def __init__(self, types: Mapping[str, Any] | Iterable[str] = (), closed: bool = True):
        self.closed = closed        # whether a name not declared is refused
        given = types.items() if isinstance(types, Mapping) else ((name, ANY) for name in types)
        self.types: dict[str, FeelType] = {tidy(str(name)): kind(word) for name, word in given}

    @staticmethod
    def of(names: Collection[str] | Scope | None) -> Scope | None:
        return names if isinstance(names, Scope) or names is None else Scope(names)

    def __contains__(self, name: object) -> bool:
        return name in self.types

    def plus(self, other: Mapping[str, Any] | Scope) -> Scope:
        """This scope and more names."""
        made = Scope(closed=self.closed)
        made.types = {**self.types, **(other.types if isinstance(other, Scope) else Scope(other).types)}
        return made

    def roots(self) -> set[str]:
        """The first part of every dotted name."""
        return {name.split(".")[0].strip() for name in self.types}

    def members(self) -> set[str]:
        """Every word after a point, and what declared contexts hold."""
        parts = {part.strip() for name in self.types for part in name.split(".")[1:]}
        for declared in self.types.values():
            parts |= set(_within(declared))
        return parts

    def find(self, path: tuple[str, ...]) -> FeelType | None:
        """The type of a path, None where the scope has no such name."""
        for length in range(len(path), 0, -1):
            declared = self.types.get(".".join(path[:length]))
            if declared is not None:
                return _descend(declared, path[length:])
        prefix = ".".join(path) + "."
        inside = {name[len(prefix):]: declared for name, declared in self.types.items() if name.startswith(prefix)}
        return FeelType("context", members=tuple(inside.items())) if inside else None


def _within(declared: FeelType) -> Iterable[str]:
    if declared.item:
        yield from _within(declared.item)
    for name, inner in declared.members:
        yield name
        yield from _within(inner)


def _descend(declared: FeelType, rest: tuple[str, ...]) -> FeelType | None:
    for name in rest:
        if declared.name in ("Any", "function") or not (declared.members or declared.item):
            return ANY
        if declared.item is not None:
            inner = declared.item.member(name)
            declared = FeelType("list", item=inner) if inner else ANY
            continue
        found = declared.member(name)
        if found is None:
            return None
        declared = found
    return declared
