"""Tokens into a tree: a Pratt parser whose scope grows and shrinks as it reads."""

from __future__ import annotations

from collections.abc import Iterable

from . import limits, tree
from .errors import RuleError
from .lexer import Token, scan, skip, surrogates_joined
from .names import DECLARED, Known, tidy
from .parse_blocks import Blocks
from .temporal.read import temporal_of

_COMPARE = frozenset(["=", "!=", "<", "<=", ">", ">="])
_LEVEL = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "between": 3, "in": 3,
          "+": 4, "-": 4, "*": 5, "/": 5, "**": 6, "instance": 8, ".": 9, "[": 9, "(": 9}
_NEGATIVE = 7


class Parser(Blocks):
    """Reads one expression or one list of unary tests."""

    def __init__(self, text: str, names: Iterable[str], members: Iterable[str] = (), types: Iterable[str] = ()):
        if len(text) > limits.TEXT:
            raise RuleError("这条规则太长。", 0, f"请控制在 {limits.TEXT} 个字符以内。",
                            en="This rule is too long.", en_hint=f"Keep it under {limits.TEXT} characters.")
        self.text = text
        self.known = Known(names)
        self.members = Known(members)
        self.type_names = Known(types)
        self.place = 0
        self.depth = 0
        self.nodes = 0
        self.cache: Token | None = None
        self.closing = False            # at the end of a range, where [ may close it

    # -- tokens ---------------------------------------------------------------------------------------------------
    def peek(self) -> Token:
        if self.cache is None:
            self.cache = scan(self.text, self.place, self.known)
        return self.cache

    def take(self) -> Token:
        token = self.peek()
        self.place, self.cache = token.end, None
        return token

    def jump(self, place: int) -> None:
        self.place, self.cache = place, None

    def sees(self, *values: str) -> bool:
        token = self.peek()
        return token.kind in ("op", "keyword") and token.value in values

    def accept(self, value: str) -> bool:
        if self.sees(value):
            self.take()
            return True
        return False

    def expect(self, value: str) -> Token:
        if self.sees(value):
            return self.take()
        raise self.unexpected(value)

    def unexpected(self, wanted: str = "") -> RuleError:
        token = self.peek()
        if token.kind == "end":
            return RuleError("这条规则没有写完。", token.at, f"后面还缺{f'“{wanted}”' if wanted else '一个值'}。",
                             en="This rule is not finished.", en_hint=f"It still needs {wanted or 'a value'}.",
                             text=self.text)
        got = self.text[token.at:token.end]
        hint, en_hint = (f"这里应当是“{wanted}”。", f"Expected {wanted} here.") if wanted else ("", "")
        meant = {"==": "=", "=>": ">=", "=<": "<=", "&&": "and", "||": "or", "<>": "!="}.get(
            self.text[token.at - 1:token.end] if token.at else got)
        if meant:
            hint, en_hint = f"您是不是想写“{meant}”？", f"Did you mean {meant}?"
        return RuleError(f"没有料到这里出现“{got}”。", token.at, hint, en=f"Unexpected “{got}”.",
                         en_hint=en_hint, text=self.text, length=token.end - token.at)

    def unary_tests(self) -> tree.Tests:
        """`-`, or tests apart by commas, or `not(…)` around them."""
        self.known.add("?")
        if self.sees("-") and not self.text[self.peek().end:].strip():
            token = self.take()
            return tree.Tests(token.at, token.end, ())
        token = self.peek()
        negated = token.value == "not" and self.text[token.end:].lstrip().startswith("(")
        if negated:
            before = self.place
            self.take()
            tests = self.parenthesis_tests()
            if self.peek().kind == "end":
                return tree.Tests(token.at, self.place, tests, True)
            self.jump(before)
        tests = (self.expression(),)
        while self.accept(","):
            tests = (*tests, self.expression())
        if self.peek().kind != "end":
            raise self.unexpected()
        return tree.Tests(token.at, self.place, tests)

    # -- expressions ----------------------------------------------------------------------------------------------
    def whole(self) -> tree.Node:
        node = self.expression()
        if self.peek().kind != "end":
            raise self.unexpected()
        return node

    def expression(self, level: int = 0) -> tree.Node:
        self.depth += 1
        if self.depth > limits.DEPTH:
            raise RuleError("这条规则嵌套太深。", self.place, "请拆成几条。", en="This rule is nested too deeply.",
                            en_hint="Split it.", text=self.text)
        self.count(limits.NODES)
        node = self.primary()
        chain = 0
        while True:
            token = self.peek()
            if token.kind not in ("op", "keyword") or _LEVEL.get(str(token.value), 0) <= level:
                break
            following = self.infix(node, str(token.value))
            if following is None:
                break
            node = following
            chain += 1
            if chain > limits.CHAIN:
                raise self.too_long()
        self.depth -= 1
        return node

    def count(self, most: int) -> None:
        self.nodes += 1
        if self.nodes > most:
            raise self.too_long()

    def too_long(self) -> RuleError:
        return RuleError("这条规则太长。", self.place, "请拆成几条，或改用决策表。", en="This rule is too long.",
                         en_hint="Split it, or use a decision table.", text=self.text)

    def infix(self, left: tree.Node, op: str) -> tree.Node | None:
        if op in ("and", "or"):
            return self.junction(left, op)
        if op == "[":
            return self.filter(left) if not self.closing else self.filter_or_end(left)
        if op == "(":
            return self.call(left)
        if op == ".":
            return self.path(left)
        self.take()
        level = _LEVEL[op]
        if op != "in" and self.sees(*_COMPARE):
            raise self.unexpected()
        if op in _COMPARE:
            right = self.expression(level)
            return tree.Compare(left.at, right.end, op, left, right)
        if op == "between":
            low = self.expression(level)
            self.expect("and")
            high = self.expression(level)
            return tree.Between(left.at, high.end, left, low, high)
        if op == "in":
            tests = self.in_tests()
            return tree.In(left.at, self.place, left, tests)
        if op == "instance":
            self.expect("of")
            kind = self.type()
            return tree.InstanceOf(left.at, self.place, left, kind)
        right = self.expression(level)
        return tree.Arithmetic(left.at, right.end, op, left, right)

    def junction(self, left: tree.Node, op: str) -> tree.Node:
        """`a and b and c` as one node, so that explanations list conditions side by side."""
        tests = [left]
        while self.accept(op):
            tests.append(self.expression(_LEVEL[op]))
        kind = tree.All if op == "and" else tree.Any_
        return kind(left.at, tests[-1].end, tuple(tests))

    def path(self, base: tree.Node) -> tree.Node:
        self.take()
        at = skip(self.text, self.place)
        longer = self.members.longest(self.text, at)
        if longer:
            self.jump(longer[1])
            return tree.Path(base.at, longer[1], base, longer[0])
        token = scan(self.text, at, self.members)
        if token.kind not in ("name", "keyword"):
            raise self.unexpected("名称 name")
        self.jump(token.end)
        return tree.Path(base.at, token.end, base, str(token.value))

    # -- the smallest parts ---------------------------------------------------------------------------------------
    def primary(self) -> tree.Node:
        token = self.peek()
        if token.kind == "number":
            self.take()
            return tree.Literal(token.at, token.end, token.value)
        if token.kind == "text":
            self.take()
            return tree.Literal(token.at, token.end, surrogates_joined(str(token.value)))
        if token.kind == "name":
            return self.name(token)
        if token.kind == "keyword":
            return self.keyword(token)
        if token.kind == "op":
            return self.sign(token)
        raise self.unexpected()

    def name(self, token: Token) -> tree.Node:
        self.take()
        if token.value == "not" and "not" not in self.known:
            raise self.unexpected()
        return tree.Name(token.at, token.end, str(token.value))

    def keyword(self, token: Token) -> tree.Node:
        word = token.value
        if word in ("true", "false", "null"):
            self.take()
            return tree.Literal(token.at, token.end, {"true": True, "false": False, "null": None}[str(word)])
        reader = {"if": self.conditional, "for": self.iteration, "some": self.quantified,
                  "every": self.quantified, "function": self.function}.get(str(word))
        if reader is None:
            raise self.unexpected()
        return reader()

    def sign(self, token: Token) -> tree.Node:
        op = token.value
        if op == "-":
            self.take()
            value = self.expression(_NEGATIVE)
            return tree.Negative(token.at, value.end, value)
        if op in _COMPARE:
            self.take()
            if self.sees(*_COMPARE):
                raise self.unexpected()
            value = self.expression(_LEVEL["="])
            return tree.UnaryRange(token.at, value.end, str(op), value)
        reader = {"(": self.parenthesis, "[": self.bracket, "]": self.open_range,
                  "{": self.context, "@": self.at_literal}.get(str(op))
        if reader is None:
            raise self.unexpected()
        return reader()

    def at_literal(self) -> tree.Node:
        at = self.take().at
        token = self.take()
        value = temporal_of(str(token.value)) if token.kind == "text" else None
        if token.kind != "text":
            raise RuleError("@ 后面应当是引号里的日期或时间。", at, '例如 @"2026-01-31"。',
                            en="@ must be followed by a quoted date or time.", en_hint='For example @"2026-01-31".',
                            text=self.text)
        return tree.Literal(at, token.end, value)

    def declared_name(self, *stops: str) -> tuple[str, int]:
        """A name being introduced: read up to one of the stops, whatever words it holds."""
        at = skip(self.text, self.place)
        found = DECLARED.match(self.text, at)
        if not found:
            raise self.unexpected("名称 name")
        name = found.group()
        for stop in stops:
            cut = _before_word(name, stop)
            if cut is not None:
                name = name[:cut]
        end = at + len(name.rstrip())
        self.jump(end)
        return tidy(name), at


def _before_word(name: str, stop: str) -> int | None:
    at = 0
    while (at := name.find(stop, at)) >= 0:
        before, after = name[at - 1:at], name[at + len(stop):at + len(stop) + 1]
        if at and before.isspace() and (not after or after.isspace()):
            return at
        at += 1
    return None
