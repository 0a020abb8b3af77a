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
_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def asking(*, writing: bool = False) -> Iterator[None]:
    """While something is only read the same question is asked once; ``writing``: only of what verbs leave alone."""
    token, told = _answers.set({}), _writing.set(writing)
    try:
        yield
    finally:
        _answers.reset(token)
        _writing.reset(told)


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


def once_a_page(question: F) -> F:
    """Like `once` for what verbs change, as tasks and opinions: asked anew wherever something may be written."""
    kept = once(question)

    @functools.wraps(question)
    def ask(*args: Any, **kwargs: Any) -> Any:
        return (question if _writing.get() else kept)(*args, **kwargs)

    return ask  # type: ignore[return-value]


def only_reading() -> bool:
    """Whether a page is being made: what it shows may be a moment old, what is written may not."""
    return _answers.get() is not None
