"""A pattern's text into its parts (XML Schema's regular expressions with XPath's additions)."""

from __future__ import annotations

from .parts import (
    ESCAPED,
    PLAIN,
    Back,
    BadPattern,
    Chars,
    Choice,
    Edge,
    Group,
    Part,
    Pattern,
    Repeat,
    Test,
    between,
    one,
    property_test,
)

_MAX = 4_000
_MOST = 10_000
_SPACE = " \t\n\r"


def read(text: str, flags: str) -> Pattern:
    """The pattern a text means under flags; BadPattern when it is none."""
    if set(flags) - set("smixq") or len(text) > _MAX:
        raise BadPattern
    if "q" in flags:
        parts = tuple(Chars((one(char),), fold="i" in flags) for char in text)
        return Pattern(Choice((parts,)), 0, flags)
    if "x" in flags:
        text = _collapsed(text)
    reader = Reader(text, flags)
    choice = reader.choice()
    if reader.at < len(text):
        raise BadPattern
    return Pattern(choice, reader.groups, flags)


def _collapsed(text: str) -> str:
    """Without white space outside character classes."""
    made, depth, escaped = [], 0, False
    for char in text:
        if escaped:
            if char in _SPACE and not depth:
                continue
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
        elif char in _SPACE and depth == 0:
            continue
        made.append(char)
    return "".join(made)


class Reader:
    """Recursive descent over a pattern's text."""

    def __init__(self, text: str, flags: str):
        self.text, self.at, self.groups, self.depth = text, 0, 0, 0
        self.closed: set[int] = set()
        self.fold = "i" in flags
        self.dot = "s" in flags

    def peek(self) -> str:
        return self.text[self.at:self.at + 1]

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise BadPattern
        self.at += 1
        return char

    def chars(self, *tests: Test, negated: bool = False) -> Chars:
        return Chars(tests, negated, None, self.fold)

    def choice(self) -> Choice:
        branches = [self.branch()]
        while self.peek() == "|":
            self.take()
            branches.append(self.branch())
        return Choice(tuple(branches))

    def branch(self) -> tuple[Part, ...]:
        parts: list[Part] = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.quantified(self.atom()))
        return tuple(parts)

    def quantified(self, part: Part) -> Part:
        char = self.peek()
        if char == "{":
            least, most = self.counts()
        elif char and char in "?*+":
            self.take()
            least, most = {"?": (0, 1), "*": (0, None), "+": (1, None)}[char]
        else:
            return part
        lazy = self.peek() == "?"
        if lazy:
            self.take()
        if isinstance(part, Edge) or (self.peek() and self.peek() in "?*+{"):
            raise BadPattern
        return Repeat(part, least, most, lazy)

    def counts(self) -> tuple[int, int | None]:
        end = self.text.find("}", self.at)
        least, comma, most = self.text[self.at + 1:end].partition(",")
        if end < 0 or not least.isdecimal() or (most and not most.isdecimal()):
            raise BadPattern
        self.at = end + 1
        low, high = int(least), int(most) if most else (None if comma else int(least))
        if low > _MOST or (high is not None and (high < low or high > _MOST)):
            raise BadPattern
        return low, high

    def atom(self) -> Part:
        char = self.take()
        if char == "(":
            return self.group()
        if char == "[":
            return self.set()
        if char == ".":
            return Chars((lambda found: True,) if self.dot else (lambda found: found not in "\n\r",))
        if char in "^$":
            return Edge(char == "$")
        if char == "\\":
            return self.escape()
        if char in "?*+{}]":
            raise BadPattern
        return self.chars(one(char))

    def group(self) -> Part:
        self.depth += 1
        if self.depth > 40:
            raise BadPattern
        number = 0
        if self.peek() == "?":
            if self.text[self.at:self.at + 2] != "?:":
                raise BadPattern
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self.choice()
        if self.take() != ")":
            raise BadPattern
        self.closed.add(number)
        self.depth -= 1
        return Group(inner, number)

    def escape(self) -> Part:
        char = self.peek()
        if char.isdecimal() and char != "0":
            number = int(self.take())
            while self.peek().isdecimal() and number * 10 + int(self.peek()) <= self.groups:
                number = number * 10 + int(self.take())
            if number not in self.closed:
                raise BadPattern
            return Back(number)
        test, plain = self.escaped()
        return self.chars(one(plain) if test is None else test)

    def escaped(self) -> tuple[Test | None, str]:
        """After a backslash: a class of characters, or one plain character."""
        char = self.take()
        if char in "pP":
            if self.take() != "{":
                raise BadPattern
            end = self.text.find("}", self.at)
            if end < 0:
                raise BadPattern
            test = property_test(self.text[self.at:end])
            self.at = end + 1
            return (test if char == "p" else lambda found: not test(found)), ""
        lower = ESCAPED.get(char.lower())
        if lower is not None and char.isalpha() and char not in PLAIN:
            return (lower if char.islower() else lambda found: not lower(found)), ""
        if char not in PLAIN:
            raise BadPattern
        return None, PLAIN[char]

    def set(self) -> Chars:
        negated = self.peek() == "^"
        if negated:
            self.take()
        tests: list[Test] = []
        less: Chars | None = None
        while self.peek() != "]" or not tests:
            if self.peek() == "-" and self.text[self.at + 1:self.at + 2] == "[" and tests:
                self.at += 2
                less = self.set()
                break
            tests.append(self.member())
        if self.take() != "]":
            raise BadPattern
        return Chars(tuple(tests), negated, less, self.fold)

    def member(self) -> Test:
        char = self.take()
        if char == "\\":
            test, char = self.escaped()
            if test is not None:
                return test
        elif char in "[]":
            raise BadPattern
        following = self.text[self.at + 1:self.at + 2]
        if self.peek() == "-" and following and following not in "[]":
            self.take()
            last = self.take()
            if last == "\\":
                test, last = self.escaped()
                if test is not None:
                    raise BadPattern
            return between(char, last)
        return one(char)
