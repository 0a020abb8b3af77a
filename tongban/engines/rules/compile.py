"""A tree into closures: each node becomes a function of the environment, put together once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from typing import Any

from . import tree
from .arithmetic import OPERATIONS, negate
from .builtins import BUILTINS
from .compare import at_most, both, equal, less, meets, order, within
from .compile_blocks import Blocks
from .properties import get
from .types import FeelType
from .values import MISSING, Env, Span, feel

Run = Callable[[Env], Any]
_LESS: dict[str, Callable[[int], bool]] = {"<": lambda n: n < 0, "<=": lambda n: n <= 0,
                                           ">": lambda n: n > 0, ">=": lambda n: n >= 0}


class Compiler(Blocks):
    """Knows which names are local where it stands; the rest are facts or built-in functions."""

    def __init__(self, types: Mapping[str, FeelType] | None = None):
        self.types = types or {}
        self.locals: tuple[frozenset[str], ...] = ()
        self.open = 0               # how many filters stand around: there any name may be a member of the item

    def run(self, node: tree.Node) -> Run:
        return getattr(self, "on_" + type(node).__name__.lower())(node)

    def is_local(self, name: str) -> bool:
        return any(name in frame for frame in self.locals)

    # -- names and paths ------------------------------------------------------------------------------------------
    def on_literal(self, node: tree.Literal) -> Run:
        value = node.value
        return lambda env: value

    def on_name(self, node: tree.Name) -> Run:
        if self.open or self.is_local(node.name):
            return _local(node.name)
        return _fact((node.name,))

    def on_path(self, node: tree.Path) -> Run:
        names = [node.name]
        base: tree.Node = node.base
        while isinstance(base, tree.Path):
            names.append(base.name)
            base = base.base
        if isinstance(base, tree.Name) and not self.open and not self.is_local(base.name):
            return _fact((base.name, *reversed(names)))
        inner, name = self.run(node.base), node.name
        return lambda env: get(inner(env), name)

    # -- operators ------------------------------------------------------------------------------------------------
    def on_negative(self, node: tree.Negative) -> Run:
        value = self.run(node.value)
        return lambda env: negate(value(env))

    def on_arithmetic(self, node: tree.Arithmetic) -> Run:
        left, right, operate = self.run(node.left), self.run(node.right), OPERATIONS[node.op]

        def run(env: Env) -> Any:
            try:
                return operate(left(env), right(env))
            except DecimalException:
                return None
        return run

    def on_compare(self, node: tree.Compare) -> Run:
        left, right = self.run(node.left), self.run(node.right)
        if node.op == "=":
            return lambda env: equal(left(env), right(env))
        if node.op == "!=":
            def unlike(env: Env) -> bool | None:
                found = equal(left(env), right(env))
                return None if found is None else not found
            return unlike
        holds = _LESS[node.op]

        def ordered(env: Env) -> bool | None:
            found = order(left(env), right(env))
            return None if found is None else holds(found)
        return ordered

    def on_all(self, node: tree.All) -> Run:
        return _junction([self.run(test) for test in node.tests], False)

    def on_any_(self, node: tree.Any_) -> Run:
        return _junction([self.run(test) for test in node.tests], True)

    def on_between(self, node: tree.Between) -> Run:
        value, low, high = self.run(node.value), self.run(node.low), self.run(node.high)

        def run(env: Env) -> bool | None:
            found = value(env)
            return both(at_most(low(env), found), at_most(found, high(env)))
        return run

    def on_in(self, node: tree.In) -> Run:
        value, test = self.run(node.value), self.tests(node.tests)
        return lambda env: test(value(env), env)

    def on_tests(self, node: tree.Tests) -> Run:
        inner, negated = self.tests(node.tests), node.negated

        def run(env: Env) -> bool | None:
            value = _find(env, "?")
            found = inner(None if value is MISSING else value, env)
            return found if not negated or found is None else not found
        return run

    def tests(self, tests: tuple[tree.Node, ...]) -> Callable[[Any, Env], bool | None]:
        """One value against several tests: any that holds will do."""
        if not tests:
            return lambda value, env: True
        singles = [self.test(test) for test in tests]
        if len(singles) == 1:
            return singles[0]

        def run(value: Any, env: Env) -> bool | None:
            result: bool | None = False
            for single in singles:
                found = single(value, env)
                if found is True:
                    return True
                if found is None:
                    result = None
            return result
        return run

    def test(self, test: tree.Node) -> Callable[[Any, Env], bool | None]:
        if isinstance(test, tree.Literal) and isinstance(test.value, (str, Decimal)):
            return _same_as(test.value)
        if isinstance(test, tree.Range):
            return _range_test(self.run(test))
        return _single_test(self.run(test), _asks(test))

    def on_unaryrange(self, node: tree.UnaryRange) -> Run:
        end, op = self.run(node.value), node.op
        make = {"<": lambda x: Span(None, x, False, False, bounds="high"),
                "<=": lambda x: Span(None, x, False, True, bounds="high"),
                ">": lambda x: Span(x, None, False, False, bounds="low"),
                ">=": lambda x: Span(x, None, True, False, bounds="low"),
                "=": lambda x: Span(x, x, bounds="equal"), "!=": lambda x: Span(x, x, unlike=True)}[op]
        if isinstance(node.value, tree.Literal):
            constant = make(node.value.value)
            return lambda env: constant
        return lambda env: make(end(env))

    def on_range(self, node: tree.Range) -> Run:
        low, high, closed_low, closed_high = self.run(node.low), self.run(node.high), node.closed_low, node.closed_high

        def run(env: Env) -> Span | None:
            first, last = low(env), high(env)
            found = order(first, last) if type(first) is type(last) else None
            if found is None or found > 0:
                return None
            return Span(first, last, closed_low, closed_high)
        if isinstance(node.low, tree.Literal) and isinstance(node.high, tree.Literal):
            constant = run(_NOWHERE)
            return lambda env: constant
        return run


_NOWHERE = Env({})


def _same_as(wanted: str | Decimal) -> Callable[[Any, Env], bool | None]:
    """The commonest test, a value that is written down."""
    kind = type(wanted)
    return lambda value, env: value == wanted if type(value) is kind else equal(value, wanted)


def _range_test(run: Run) -> Callable[[Any, Env], bool | None]:
    def test(value: Any, env: Env) -> bool | None:
        span = run(env)
        return None if span is None else meets(value, span)
    return test


def _single_test(run: Run, asks: bool) -> Callable[[Any, Env], bool | None]:
    if asks:
        def ask(value: Any, env: Env) -> bool | None:
            found = run(env.inner({"?": value}))
            return found if isinstance(found, bool) else None if found is None else meets(value, found)
        return ask
    return lambda value, env: meets(value, run(env))


def _asks(node: tree.Node) -> bool:
    """Whether a test speaks of its value by `?`, so that it is a condition rather than a value to compare with."""
    return any(isinstance(part, tree.Name) and part.name == "?" for part in node.walk())


def _junction(runs: list[Run], decisive: bool) -> Run:
    def run(env: Env) -> bool | None:
        result: bool | None = not decisive
        for test in runs:
            found = test(env)
            if found is decisive:
                return decisive
            if found is not result:
                result = None
        return result
    return run


def _find(env: Env | None, name: str) -> Any:
    while env is not None and env.vars is not None:
        value = env.vars.get(name, MISSING)
        if value is not MISSING:
            return value
        env = env.up
    return MISSING


def _local(name: str) -> Run:
    outside = _fact((name,))

    def run(env: Env) -> Any:
        value = _find(env, name)
        return outside(env) if value is MISSING else value
    return run


def _fact(names: tuple[str, ...]) -> Run:
    """A fact by its path: `premises.area` is found nested or under its dotted name."""
    first, rest, dotted = names[0], names[1:], ".".join(names)
    builtin = BUILTINS.get(first)

    def run(env: Env) -> Any:
        root = env.root
        value = root.get(first, MISSING)
        place = 0
        for name in rest:
            if type(value) is not dict:
                break
            value = value.get(name, MISSING)
            place += 1
        else:
            if value is not MISSING:
                return value if env.known else feel(value)
            return absent(root, env.known)
        if value is MISSING:
            return absent(root, env.known)
        value = value if env.known else feel(value)
        for name in rest[place:]:
            value = get(value, name)
        return value

    def absent(root: Mapping[str, Any], known: bool) -> Any:
        value = root.get(dotted, MISSING)
        if value is MISSING:
            if not rest and builtin is not None:
                return builtin
            return _gathered(root, dotted + ".")
        return value if known else feel(value)
    return run


def _gathered(root: Mapping[str, Any], prefix: str) -> Any:
    """A context put together from dotted facts, None when there are none."""
    found = {name[len(prefix):]: feel(value) for name, value in root.items() if name.startswith(prefix)}
    return nested(found) if found else None


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Dotted names as contexts within contexts."""
    result: dict[str, Any] = {}
    for name, value in flat.items():
        *outer, last = name.split(".")
        place = result
        for part in outer:
            place = place.setdefault(part, {})
        place[last] = value
    return result


__all__ = ["Compiler", "Decimal", "less", "nested", "within"]
