"""What an expression is once read: a tree of small frozen nodes, each knowing its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    at: int
    end: int

    def parts(self) -> Iterator[Node]:
        """The nodes directly inside this one."""
        for field in fields(self):
            yield from _nodes(getattr(self, field.name))

    def walk(self) -> Iterator[Node]:
        """This node and everything inside it."""
        yield self
        for part in self.parts():
            yield from part.walk()


def _nodes(value: Any) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    base: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    base: Node
    test: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    function: Node
    args: tuple[Node, ...]
    names: tuple[str, ...] = ()     # as many as args when they are named


@dataclass(frozen=True, slots=True)
class Negative(Node):
    value: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    op: str                         # + - * / **
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    op: str                         # = != < <= > >=
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class All(Node):
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any_(Node):
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class UnaryRange(Node):
    op: str                         # = != < <= > >=
    value: Node


@dataclass(frozen=True, slots=True)
class Range(Node):
    low: Node
    high: Node
    closed_low: bool
    closed_high: bool


@dataclass(frozen=True, slots=True)
class If(Node):
    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Loop(Node):
    name: str
    source: Node
    stop: Node | None = None        # `for i in 1..5`


@dataclass(frozen=True, slots=True)
class For(Node):
    loops: tuple[Loop, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    every: bool
    loops: tuple[Loop, ...]
    test: Node


@dataclass(frozen=True, slots=True)
class List(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry(Node):
    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class Context(Node):
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Function(Node):
    params: tuple[tuple[str, Any], ...]     # name and type
    body: Node
    external: bool = False


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    value: Node
    type: Any


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Unary tests: `?` meets one of them (or none of them)."""

    tests: tuple[Node, ...]
    negated: bool = False
