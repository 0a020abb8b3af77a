"""The longer forms of the grammar: calls, filters, loops, functions, lists, contexts, ranges, types."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import tree
from .errors import RuleError
from .lexer import scan, skip
from .names import PART, SPACES, SPECIAL, START, Known
from .types import FeelType, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = re.compile(rf"([{START}](?:[{PART}{SPECIAL}]|{SPACES})*):")
_TEXT_KEY = re.compile(rf'"((?:[^"\\]|\\.)*)"{SPACES}*:')
_TYPE_WORDS = ["years and months duration", "year and month duration", "days and time duration",
               "day and time duration", "date and time", "Any", "Null"]

_AFTER_TESTS = ("and", "or", ",", ")", "]", "}", "then", "else", "return", "satisfies", "..")


class Blocks:
    """Half of the parser; the other half (tokens and operators) is in parser.py."""

    text: str
    place: int
    depth: int
    closing: bool
    known: Known
    members: Known
    type_names: Known
    peek: Any
    take: Any
    jump: Any
    sees: Any
    accept: Any
    expect: Any
    unexpected: Any
    expression: Any
    declared_name: Any

    @contextmanager
    def scope(self, *names: str) -> Iterator[Known]:
        outer = self.known
        self.known = Known(names, outer)
        self.jump(self.place)
        yield self.known
        self.known = outer
        self.jump(self.place)

    # -- after a value --------------------------------------------------------------------------------------------
    def filter(self, base: tree.Node) -> tree.Node:
        self.take()
        with self.scope("item", *self.members.all()):
            test = self.expression()
            self.expect("]")
        return tree.Filter(base.at, self.place, base, test)

    def filter_or_end(self, base: tree.Node) -> tree.Node | None:
        """A `[` after a range's end: a filter where one can be read, else the range's closing bracket."""
        if isinstance(base, tree.Literal):
            return None
        before, depth = self.place, self.depth
        known = self.known
        self.closing = False
        try:
            return self.filter(base)
        except RuleError:
            self.known, self.depth = known, depth
            self.jump(before)
            return None
        finally:
            self.closing = True

    def call(self, function: tree.Node) -> tree.Node:
        self.take()
        args: list[tree.Node] = []
        names: list[str] = []
        if not self.accept(")"):
            while True:
                key = _KEY.match(self.text, skip(self.text, self.place))
                if key and not names and args:
                    key = None
                if key:
                    names.append(" ".join(key.group(1).split()))
                    self.jump(key.end())
                args.append(self.expression())
                if not self.accept(","):
                    break
            self.expect(")")
        if names and len(names) != len(args):
            raise self.unexpected("名称: value")
        return tree.Call(function.at, self.place, function, tuple(args), tuple(names))

    def in_tests(self) -> tuple[tree.Node, ...]:
        if not self.sees("("):
            return (self.expression(3),)
        before = self.place
        first = self.parenthesis_tests()
        if len(first) == 1 and self.peek().kind != "end" and not self.sees(*_AFTER_TESTS):
            self.jump(before)           # a parenthesis that began a longer value: (a + b) * c
            return (self.expression(3),)
        return first

    def parenthesis_tests(self) -> tuple[tree.Node, ...]:
        opening = self.take()
        tests = [self.expression()]
        if self.accept(".."):
            return (self.range_end(opening.at, tests[0], False),)
        while self.accept(","):
            tests.append(self.expression())
        self.expect(")")
        return tuple(tests)

    # -- brackets -------------------------------------------------------------------------------------------------
    def parenthesis(self) -> tree.Node:
        opening = self.take()
        value = self.expression()
        if self.accept(".."):
            return self.range_end(opening.at, value, False)
        self.expect(")")
        return value

    def bracket(self) -> tree.Node:
        opening = self.take()
        if self.accept("]"):
            return tree.List(opening.at, self.place, ())
        items = [self.expression()]
        if self.accept(".."):
            return self.range_end(opening.at, items[0], True)
        while self.accept(","):
            items.append(self.expression())
        self.expect("]")
        return tree.List(opening.at, self.place, tuple(items))

    def open_range(self) -> tree.Node:
        opening = self.take()
        low = self.expression()
        self.expect("..")
        return self.range_end(opening.at, low, False)

    def range_end(self, at: int, low: tree.Node, closed: bool) -> tree.Node:
        before, self.closing = self.closing, True
        high = self.expression(3)
        self.closing = before
        if not self.sees("]", ")", "["):
            raise self.unexpected("]")
        return tree.Range(at, self.take().end, low, high, closed, self.text[self.place - 1] == "]")

    def context(self) -> tree.Node:
        at = self.take().at
        entries: list[tree.Entry] = []
        with self.scope() as inside:
            if not self.accept("}"):
                while True:
                    name, place = self.key()
                    value = self.expression()
                    entries.append(tree.Entry(place, value.end, name, value))
                    inside.add(name)
                    self.members.add(name)
                    self.jump(self.place)
                    if not self.accept(","):
                        break
                self.expect("}")
        return tree.Context(at, self.place, tuple(entries))

    def key(self) -> tuple[str, int]:
        at = skip(self.text, self.place)
        found = _KEY.match(self.text, at)
        if found:
            self.jump(found.end())
            return " ".join(found.group(1).split()), at
        if _TEXT_KEY.match(self.text, at):
            name = str(self.take().value)
            self.expect(":")
            return name, at
        raise self.unexpected("名称 name")

    # -- words ----------------------------------------------------------------------------------------------------
    def conditional(self) -> tree.Node:
        at = self.take().at
        test = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        otherwise = self.expression()
        return tree.If(at, otherwise.end, test, then, otherwise)

    def loops(self, last: str) -> tuple[tree.Loop, ...]:
        loops = []
        while True:
            name, at = self.declared_name("in")
            self.expect("in")
            source = self.expression()
            stop = self.expression() if self.accept("..") else None
            loops.append(tree.Loop(at, self.place, name, source, stop))
            self.known.add(name)
            self.jump(self.place)
            if not self.accept(","):
                break
        self.expect(last)
        return tuple(loops)

    def iteration(self) -> tree.Node:
        at = self.take().at
        with self.scope():
            loops = self.loops("return")
            self.known.add("partial")
            self.jump(self.place)
            body = self.expression()
        return tree.For(at, body.end, loops, body)

    def quantified(self) -> tree.Node:
        token = self.take()
        with self.scope():
            loops = self.loops("satisfies")
            test = self.expression()
        return tree.Quantified(token.at, test.end, token.value == "every", loops, test)

    def function(self) -> tree.Node:
        at = self.take().at
        self.expect("(")
        params: list[tuple[str, FeelType | None]] = []
        while not self.accept(")"):
            name, _ = self.declared_name()
            params.append((name, self.type() if self.accept(":") else None))
            if not self.sees(")"):
                self.expect(",")
        external = self.accept("external")
        with self.scope(*(name for name, _ in params)):
            body = self.expression()
        return tree.Function(at, body.end, tuple(params), body, external)

    # -- types ----------------------------------------------------------------------------------------------------
    def type(self) -> FeelType:
        words = Known([*_TYPE_WORDS, *self.type_names.all()])
        token = scan(self.text, self.place, words)
        if token.kind == "keyword" and token.value == "function":
            return self.function_type(token.end)
        if token.kind != "name":
            raise self.unexpected("类型 type")
        self.jump(token.end)
        name = str(token.value)
        if name in ("list", "range") and self.accept("<"):
            inner = self.type()
            self.expect(">")
            return FeelType(name, item=inner)
        if name == "context" and self.accept("<"):
            return self.context_type()
        while self.text[self.place:self.place + 1] == ".":
            part = scan(self.text, self.place + 1, words)
            self.jump(part.end)
            name += f".{part.value}"
        return named_type(name)

    def context_type(self) -> FeelType:
        members = []
        while not self.accept(">"):
            name, _ = self.declared_name()
            self.expect(":")
            members.append((name, self.type()))
            if not self.sees(">"):
                self.expect(",")
        return FeelType("context", members=tuple(members))

    def function_type(self, end: int) -> FeelType:
        self.jump(end)
        params: list[FeelType] = []
        if not self.accept("<"):
            return FeelType("function")
        while not self.accept(">"):
            params.append(self.type())
            if not self.sees(">"):
                self.expect(",")
        self.expect("->")
        return FeelType("function", params=tuple(params), result=self.type())
