"""Ask once while one page is made: small registers (departments, desks, outlets) are needed again and again on it.

Answers live as long as the page is being made and no longer; outside `asking` every question is asked anew.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking() -> Iterator[None]:
    """While something is only read: the same question to a register is asked once."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(question: F) -> F:
    """Let ``question`` (arguments hashable, answer not changed by whoever gets it) be asked once within `asking`."""

    @functools.wraps(question)
    def ask(*args: Any, **kwargs: Any) -> Any:
        answers = _answers.get()
        if answers is None:
            return question(*args, **kwargs)
        known = (question, args, *kwargs.items())
        if known not in answers:
            answers[known] = question(*args, **kwargs)
        return answers[known]

    return ask  # type: ignore[return-value]


def only_reading() -> bool:
    """Whether a page is being made: what it shows may be a moment old, what is written may not."""
    return _answers.get() is not None
