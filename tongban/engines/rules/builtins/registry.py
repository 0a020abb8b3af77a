"""How a Python function becomes a built-in: declared by the signature the standard prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import DecimalException
from typing import Any

from tongban.engines.rules.instances import coerce, has_type
from tongban.engines.rules.types import ANY, FUNCTION, FeelType, named_type

BUILTINS: dict[str, Builtin] = {}
_PARAM = re.compile(r"\s*([^:?,]+?)(\?)?\s*:\s*([^,!]+?)(!)?\s*$")


@dataclass(frozen=True, slots=True)
class Param:
    name: str
    kinds: tuple[FeelType, ...]
    optional: bool
    nullable: bool

    def accept(self, value: Any, gently: bool) -> tuple[bool, Any]:
        """Whether a value fits, and what it becomes."""
        if value is None:
            return self.nullable, None
        for kind in self.kinds:
            if has_type(value, kind):
                return True, value
        if gently:
            for kind in self.kinds:
                changed = coerce(value, kind)
                if changed is not None:
                    return True, changed
        return False, None


@dataclass(frozen=True, slots=True)
class Overload:
    params: tuple[Param, ...]
    body: Callable[..., Any]
    least: int

    def bind(self, args: tuple[Any, ...], gently: bool) -> list[Any] | None:
        if not self.least <= len(args) <= len(self.params):
            return None
        bound = []
        for param, arg in zip(self.params, args, strict=False):
            fits, value = param.accept(arg, gently)
            if not fits:
                return None
            bound.append(value)
        return bound

    def positions(self, given: dict[str, Any]) -> tuple[Any, ...] | None:
        """Named arguments in order; None when a name is wrong or a needed one lacks."""
        if set(given) - {param.name for param in self.params}:
            return None
        args: list[Any] = []
        for param in self.params:
            if param.name in given:
                args.append(given[param.name])
            elif not param.optional and not param.nullable:
                return None
            elif not param.optional or set(given) - {known.name for known in self.params[: len(args)]}:
                args.append(None)
        return tuple(args)


class Builtin:
    """One built-in function with all its overloads."""

    type = FUNCTION

    def __init__(self, name: str, variadic: bool):
        self.name, self.variadic = name, variadic
        self.overloads: list[Overload] = []

    def call(self, *args: Any) -> Any:
        if self.variadic and (len(args) != 1 or type(args[0]) is not list):
            if not args:
                return None
            args = (list(args),)
        try:
            for gently in (False, True):
                for overload in self.overloads:
                    bound = overload.bind(args, gently)
                    if bound is not None:
                        return overload.body(*bound)
        except (DecimalException, OverflowError, ValueError):
            return None
        return None

    def named(self, given: dict[str, Any]) -> Any:
        # before(point, range) and before(range, point) differ by nothing but the order in which the names are written
        as_written = sorted(self.overloads, key=lambda one: [param.name for param in one.params] != list(given))
        for overload in as_written:
            args = overload.positions(given)
            if args is not None and (bound := overload.bind(args, True)) is not None:
                try:
                    return overload.body(*bound)
                except (DecimalException, OverflowError, ValueError):
                    return None
        return None


def feel(signature: str, variadic: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function under a signature such as `substring(string: string, start position: number)`.

    A `?` after a name makes it optional, a `!` after a type lets it be null, `|` offers another type.
    """
    name, _, inside = signature.partition("(")
    params = tuple(_param(text) for text in inside.rstrip(")").split(",") if text.strip())

    def register(body: Callable[..., Any]) -> Callable[..., Any]:
        builtin = BUILTINS.setdefault(name, Builtin(name, variadic))
        builtin.overloads.append(Overload(params, body, sum(not param.optional for param in params)))
        return body
    return register


def _param(text: str) -> Param:
    found = _PARAM.match(text)
    if not found:
        raise ValueError(text)
    kinds = tuple(named_type(kind.strip()) for kind in found[3].split("|"))
    return Param(found[1].strip(), kinds, bool(found[2]), bool(found[4]) or kinds == (ANY,))
