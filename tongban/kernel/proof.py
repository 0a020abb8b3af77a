"""Acts that bind the city want a fresh second factor behind them (再次确认), at whichever door they are asked for.

It is a property of the verb: a door only shows the page that asks, and a program that brings no proof is told so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from tongban.kernel.actor import Actor
from tongban.kernel.errors import ProveFirst

T = TypeVar("T")


def proven(doing: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Let a verb begin only with a proof; ``doing`` says to people what it does. It stands directly under `@action`."""

    def want(verb: Callable[..., T]) -> Callable[..., T]:
        @wraps(verb)
        def begin(actor: Actor, *args: Any, **kwargs: Any) -> T:
            require_proof(actor, doing)
            return verb(actor, *args, **kwargs)

        begin.doing = doing  # type: ignore[attr-defined]
        return begin

    return want


def require_proof(actor: Actor, doing: str) -> None:
    """For what is bound only in some cases, and for questions that give data away: raises `ProveFirst`."""
    if actor.signed_in and not actor.proved:  # who nobody is, the verb says itself
        raise ProveFirst(doing)
