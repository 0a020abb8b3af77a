"""Finding a pattern in a text: backtracking, each step counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tongban.engines.rules.limits import TRY, spend

from .parts import Back, Chars, Choice, Edge, Group, Part, Pattern, Repeat, variants

Groups = dict[int, tuple[int, int]]
Next = Callable[[int], int]         # the place where the whole match ended, -1 when it failed


class Matcher:
    """One pattern against one text."""

    def __init__(self, pattern: Pattern, text: str):
        self.pattern, self.text = pattern, text
        self.lines, self.fold = "m" in pattern.flags, "i" in pattern.flags
        self.groups: Groups = {}

    def search(self, start: int = 0) -> tuple[int, int] | None:
        """The first match at or after a place."""
        for at in range(start, len(self.text) + 1):
            spend(TRY)
            self.groups = {}
            end = self.choice(self.pattern.choice, at, lambda place: place)
            if end >= 0:
                return at, end
        return None

    def choice(self, choice: Choice, at: int, then: Next) -> int:
        for branch in choice.branches:
            end = self.sequence(branch, 0, at, then)
            if end >= 0:
                return end
        return -1

    def sequence(self, parts: tuple[Part, ...], index: int, at: int, then: Next) -> int:
        while index < len(parts):       # single characters need no recursion
            part = parts[index]
            if not isinstance(part, Chars):
                return self.part(part, at, partial(self.rest, parts, index + 1, then))
            spend(TRY)
            if at >= len(self.text) or not part.has(self.text[at]):
                return -1
            at, index = at + 1, index + 1
        return then(at)

    def rest(self, parts: tuple[Part, ...], index: int, then: Next, at: int) -> int:
        return self.sequence(parts, index, at, then)

    def part(self, part: Part, at: int, then: Next) -> int:
        spend(TRY)
        if isinstance(part, Repeat):
            if isinstance(part.inner, Chars):
                return self.run(part.inner, part, at, then)
            return self.repeat(part, at, 0, then)
        if isinstance(part, Group):
            return self.group(part, at, then)
        if isinstance(part, Edge):
            return then(at) if self.edge(part, at) else -1
        if isinstance(part, Back):
            return self.back(part, at, then)
        return then(at + 1) if at < len(self.text) and part.has(self.text[at]) else -1

    def run(self, chars: Chars, part: Repeat, at: int, then: Next) -> int:
        """A repeated single character: count first, then try."""
        most = len(self.text) - at if part.most is None else min(part.most, len(self.text) - at)
        if part.lazy:
            count = 0
            while True:
                if count >= part.least and (end := then(at + count)) >= 0:
                    return end
                if count >= most or not chars.has(self.text[at + count]):
                    return -1
                spend(TRY)
                count += 1
        count = 0
        while count < most and chars.has(self.text[at + count]):
            count += 1
        spend(count)
        while count >= part.least:
            end = then(at + count)
            if end >= 0:
                return end
            count -= 1
        return -1

    def repeat(self, part: Repeat, at: int, done: int, then: Next) -> int:
        def again(place: int) -> int:
            if place == at and done >= part.least:
                return -1               # an empty turn leads nowhere new
            return self.repeat(part, place, done + 1, then)
        may = part.most is None or done < part.most
        if done < part.least:
            return self.part(part.inner, at, again)
        if part.lazy:
            end = then(at)
            return end if end >= 0 or not may else self.part(part.inner, at, again)
        if may:
            end = self.part(part.inner, at, again)
            if end >= 0:
                return end
        return then(at)

    def group(self, group: Group, at: int, then: Next) -> int:
        if not group.number:
            return self.choice(group.inner, at, then)
        before = self.groups.get(group.number)

        def close(place: int) -> int:
            inner = self.groups.get(group.number)
            self.groups[group.number] = (at, place)
            end = then(place)
            if end < 0:
                self.restore(group.number, inner)
            return end
        end = self.choice(group.inner, at, close)
        if end < 0:
            self.restore(group.number, before)
        return end

    def restore(self, number: int, before: tuple[int, int] | None) -> None:
        if before is None:
            self.groups.pop(number, None)
        else:
            self.groups[number] = before

    def edge(self, edge: Edge, at: int) -> bool:
        if edge.end:
            return at == len(self.text) or (self.lines and self.text[at] == "\n")
        return at == 0 or (self.lines and self.text[at - 1] == "\n" and at < len(self.text))

    def back(self, part: Back, at: int, then: Next) -> int:
        start, stop = self.groups.get(part.group, (0, 0))
        wanted, found = self.text[start:stop], self.text[at:at + stop - start]
        spend(len(wanted))
        same = wanted == found or (self.fold and len(wanted) == len(found) and all(
            variants(a) & variants(b) for a, b in zip(wanted, found, strict=True)))
        return then(at + len(wanted)) if same else -1
