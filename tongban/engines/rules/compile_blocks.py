"""The longer forms as closures: calls, filters, loops, functions, lists and contexts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from . import tree
from .builtins import BUILTINS, Builtin
from .compare import order
from .errors import TooHeavy, Unsupported
from .instances import coerce, is_instance, type_of
from .limits import CALLS, INVOKE, TURN, meter, spend
from .temporal import Date
from .types import ANY, FUNCTION, FeelType
from .values import Env, FunctionValue, Span

Run = Callable[[Env], Any]


class Blocks:
    """Half of the compiler; the other half (names and operators) is in compile.py."""

    run: Callable[[tree.Node], Run]
    locals: tuple[frozenset[str], ...]
    open: int
    types: Any
    is_local: Callable[[str], bool]

    def inside(self, names: set[str], *nodes: tree.Node) -> list[Run]:
        before = self.locals
        self.locals = (*before, frozenset(names))
        runs = [self.run(node) for node in nodes]
        self.locals = before
        return runs

    # -- values ---------------------------------------------------------------------------------------------------
    def on_if(self, node: tree.If) -> Run:
        test, then, otherwise = self.run(node.test), self.run(node.then), self.run(node.otherwise)
        
        def choose(env: Env) -> Any:
            found = test(env)
            if found is True:
                return then(env)
            return otherwise(env) if found is False or found is None else None
        return choose

    def on_list(self, node: tree.List) -> Run:
        items = [self.run(item) for item in node.items]
        return lambda env: [item(env) for item in items]

    def on_context(self, node: tree.Context) -> Run:
        entries: list[tuple[str, Run]] = []
        known: set[str] = set()
        for entry in node.entries:
            if entry.name in known:
                return lambda env: None
            entries.append((entry.name, self.inside(known | {entry.name}, entry.value)[0]))
            known.add(entry.name)

        def run(env: Env) -> dict[str, Any]:
            values: dict[str, Any] = {}
            inner = env.inner(values)
            for name, value in entries:
                values[name] = value(inner)
            return values
        return run

    def on_instanceof(self, node: tree.InstanceOf) -> Run:
        value, kind = self.run(node.value), self.resolve(node.type)
        return lambda env: is_instance(value(env), kind)

    def resolve(self, kind: FeelType) -> FeelType:
        """A type with the names of item definitions replaced by what they mean."""
        if not self.types:
            return kind
        if kind.item:
            return replace(kind, item=self.resolve(kind.item))
        if kind.members:
            return replace(kind, members=tuple((name, self.resolve(inner)) for name, inner in kind.members))
        if kind.result:
            return replace(kind, params=tuple(map(self.resolve, kind.params)), result=self.resolve(kind.result))
        return self.types.get(kind.name, kind)

    # -- filters --------------------------------------------------------------------------------------------------
    def on_filter(self, node: tree.Filter) -> Run:
        base = self.run(node.base)
        if isinstance(node.test, tree.Literal) and type(node.test.value) is Decimal:
            index = node.test.value
            return lambda env: _at(base(env), index)
        self.open += 1
        test = self.inside({"item"}, node.test)[0]
        self.open -= 1

        def run(env: Env) -> Any:
            value = base(env)
            items = value if type(value) is list else [] if value is None else [value]
            return _filtered(items, test, env, value is None)
        return run

    # -- loops ----------------------------------------------------------------------------------------------------
    def on_for(self, node: tree.For) -> Run:
        loops, body = self.loops(node.loops, node.body, {"partial"})

        def run(env: Env) -> list[Any] | None:
            made: list[Any] = []
            try:
                for inner in _turns(loops, 0, env.inner({"partial": made})):
                    spend(TURN)
                    made.append(body(inner))
            except _NotAList:
                return None
            return made
        return run

    def on_quantified(self, node: tree.Quantified) -> Run:
        loops, test = self.loops(node.loops, node.test, set())
        decisive = not node.every

        def run(env: Env) -> bool | None:
            result: bool | None = node.every
            try:
                for inner in _turns(loops, 0, env.inner({})):
                    spend(TURN)
                    found = test(inner)
                    if found is decisive:
                        return decisive
                    if not isinstance(found, bool):
                        result = None
            except _NotAList:
                return None
            return result
        return run

    def loops(self, loops: tuple[tree.Loop, ...], body: tree.Node, names: set[str]
              ) -> tuple[list[tuple[str, Callable[[Env], Any]]], Run]:
        found = []
        known = set(names)
        for loop in loops:
            if loop.stop is None:
                source = _listed(self.inside(known, loop.source)[0])
            else:
                source = _counted(*self.inside(known, loop.source, loop.stop))
            found.append((loop.name, source))
            known.add(loop.name)
        return found, self.inside(known, body)[0]

    # -- functions ------------------------------------------------------------------------------------------------
    def on_function(self, node: tree.Function) -> Run:
        if node.external:
            raise Unsupported("不支持外部函数：规则不得调用外部程序。", node.at, "请改用规则语言自带的函数。",
                              en="External functions are not supported: a rule may not call outside programs.",
                              en_hint="Use the language's own functions.")
        names = tuple(name for name, _ in node.params)
        kinds = tuple(self.resolve(kind) if kind else None for _, kind in node.params)
        body = self.inside(set(names), node.body)[0]
        signature = FeelType("function", params=tuple(kind or ANY for kind in kinds), result=ANY)

        def run(env: Env) -> FunctionValue:
            return FunctionValue(lambda *args: _invoke(body, env, names, kinds, args), names, signature)
        return run

    def on_call(self, node: tree.Call) -> Run:
        args = [self.run(arg) for arg in node.args]
        target = node.function
        if isinstance(target, tree.Name) and not self.is_local(target.name):
            builtin = BUILTINS.get(target.name)
            if builtin is not None:
                return self.builtin_call(builtin, target.name, args, node.names)
        function = self.run(target)
        return lambda env: _call(function(env), [arg(env) for arg in args], node.names)

    def builtin_call(self, builtin: Builtin, name: str, args: list[Run], names: tuple[str, ...]) -> Run:
        if names:
            return lambda env: _call(env.root.get(name, builtin) if env.known else builtin,
                                     [arg(env) for arg in args], names)
        direct = builtin.call
        if len(args) == 1:
            only = args[0]
            return lambda env: direct(only(env))
        return lambda env: direct(*[arg(env) for arg in args])


class _NotAList(Exception):
    """A loop over something that cannot be looped over."""


def _call(function: Any, args: list[Any], names: tuple[str, ...]) -> Any:
    if type(function) is not FunctionValue:
        if not isinstance(function, Builtin):
            return None
        return function.named(dict(zip(names, args, strict=True))) if names else function.call(*args)
    if not names:
        return function.call(*args)
    given = dict(zip(names, args, strict=True))
    if function.named:
        return function.named(given)
    if set(given) - set(function.params):
        return None
    return function.call(*(given.get(name) for name in function.params))


def _invoke(body: Run, env: Env, names: tuple[str, ...], kinds: tuple[FeelType | None, ...], args: tuple) -> Any:
    if len(args) != len(names):
        return None
    meter.calls += 1
    try:
        if meter.calls > CALLS:
            raise TooHeavy("recursion")
        spend(INVOKE)
        values = [coerce(arg, kind) if kind else arg for arg, kind in zip(args, kinds, strict=True)]
        if any(value is None and arg is not None for value, arg in zip(values, args, strict=True)):
            return None
        return body(env.inner(dict(zip(names, values, strict=True))))
    finally:
        meter.calls -= 1


def _at(value: Any, index: Decimal) -> Any:
    items = value if type(value) is list else [] if value is None else [value]
    if index != index.to_integral_value() or not 0 < abs(index) <= len(items):
        return None
    place = int(index)
    return items[place - 1 if place > 0 else place]


def _filtered(items: list[Any], test: Run, env: Env, of_null: bool) -> Any:
    found: list[Any] = []
    for number, item in enumerate(items):
        spend(TURN)
        names = {"item": item, **item} if type(item) is dict else {"item": item}
        if type(item) is dict and "item" in item:
            names["item"] = item["item"]
        result = test(env.inner(names))
        if type(result) is Decimal and number == 0:
            return _at(items, result)
        if result is True:
            found.append(item)
    return found


def _turns(loops: list[tuple[str, Callable[[Env], Any]]], place: int, env: Env) -> Iterator[Env]:
    name, source = loops[place]
    last = place + 1 == len(loops)
    for item in source(env):
        spend(1)
        inner = env.inner({name: item})
        if last:
            yield inner
        else:
            yield from _turns(loops, place + 1, inner)


def _listed(run: Run) -> Callable[[Env], Any]:
    def source(env: Env) -> Any:
        value = run(env)
        if type(value) is Span:
            return _within(value)
        if value is None:
            raise _NotAList
        return value if type(value) is list else [value]
    return source


def _within(span: Span) -> Iterator[Any]:
    """The whole numbers or days of a range, in its direction."""
    if span.bounds != "both":
        raise _NotAList
    first = span.low if span.closed_low else _next(span.low, 1)
    last = span.high if span.closed_high else _next(span.high, -1)
    return _between(first, last, 1)


def _counted(low: Run, high: Run) -> Callable[[Env], Any]:
    def source(env: Env) -> Iterator[Any]:
        first, last = low(env), high(env)
        found = order(first, last)
        if found is None:
            raise _NotAList
        return _between(first, last, 1 if found <= 0 else -1)
    return source


def _between(first: Any, last: Any, step: int) -> Iterator[Any]:
    if type(first) not in (Decimal, Date) or type(last) is not type(first):
        raise _NotAList
    while (found := order(first, last)) is not None and found * step <= 0:
        yield first
        first = _next(first, step)


def _next(value: Any, step: int) -> Any:
    if type(value) is Decimal:
        return value + step
    return Date.of_number(value.number + step) if type(value) is Date else None


__all__ = ["FUNCTION", "Blocks", "type_of"]
