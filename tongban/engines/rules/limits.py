"""Limits that keep any expression from hanging or exhausting the machine.

Work is counted, not timed, so that the same rule is refused on every machine alike.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import TooHeavy

TEXT = 64_000        # characters of one expression
DEPTH = 120          # nesting of one expression
CALLS = 90           # nesting of function calls while evaluating
STEPS = 400_000      # elements visited while evaluating
STRING = 1_000_000   # characters of one string
LIST = 200_000       # elements of one list


class _Meter(threading.local):
    left = STEPS
    calls = 0
    running = False


meter = _Meter()


def spend(steps: int) -> None:
    """Count work done; refuse when it is more than any rule needs."""
    left = meter.left = meter.left - steps
    if left < 0:
        raise TooHeavy


def long_text(text: str) -> str:
    """A string just made, counted."""
    size = len(text)
    if size > 256:
        if size > STRING:
            raise TooHeavy("string length")
        spend(size >> 6)
    return text


def long_list(items: list) -> list:
    """A list just made, counted."""
    size = len(items)
    if size > LIST:
        raise TooHeavy("list length")
    spend(size)
    return items


@contextmanager
def metered(steps: int = STEPS) -> Iterator[None]:
    """One evaluation's allowance; an evaluation inside another shares the outer one's."""
    if meter.running:
        yield
        return
    meter.left, meter.calls, meter.running = steps, 0, True
    try:
        yield
    except RecursionError as err:
        raise TooHeavy("depth") from err
    finally:
        meter.running = False
