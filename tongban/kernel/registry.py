"""A registry is a dict with a decorator; tests make their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(dict[str, T], Generic[T]):
    """Names to things, each name once."""

    def add(self, name: str) -> Callable[[T], T]:
        def keep(thing: T) -> T:
            if name in self:
                raise ValueError(f"{name} is registered twice")
            self[name] = thing
            return thing

        return keep
