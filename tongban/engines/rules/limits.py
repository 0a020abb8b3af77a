"""Limits that keep any expression from hanging or exhausting the machine.

Work is counted, so that the same rule is refused on every machine alike; a wall of time stands behind it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import TooHeavy

TEXT = 20_000        # characters of one expression
NODES = 5_000        # parts of one expression
DEPTH = 80           # nesting of one expression
CHAIN = 100          # operators in a row
CALLS = 60           # nesting of function calls while evaluating
STEPS = 50_000       # work of one evaluation; one step is about a microsecond
SECONDS = 0.5        # and a wall, should a machine be that slow
STRING = 200_000     # characters of one string
LIST = 50_000        # elements of one list

TURN, INVOKE, TRY = 4, 20, 8    # steps charged for a turn of a loop, a function call, a move in a pattern


class _Meter(threading.local):
    left = STEPS
    calls = 0
    look = 0
    until = 0.0
    running = False

    def begin(self, steps: int = STEPS) -> None:
        self.left, self.calls, self.running, self.until = steps, 0, True, time.monotonic() + SECONDS


meter = _Meter()


def spend(steps: int) -> None:
    """Count work done; refuse when it is more than any rule needs."""
    left = meter.left = meter.left - steps
    if left < 0:
        raise TooHeavy
    meter.look += 1
    if not meter.look & 255 and time.monotonic() > meter.until:
        raise TooHeavy("time")


def long_text(text: str) -> str:
    """A string just made, counted."""
    size = len(text)
    if size > 256:
        if size > STRING:
            raise TooHeavy("string length")
        spend(size >> 5)
    return text


def long_list(items: list) -> list:
    """A list just made, counted."""
    size = len(items)
    if size > LIST:
        raise TooHeavy("list length")
    spend(size >> 2)
    return items


@contextmanager
def metered(steps: int = STEPS) -> Iterator[None]:
    """One evaluation's allowance; an evaluation inside another shares the outer one's."""
    if meter.running:
        yield
        return
    meter.begin(steps)
    try:
        yield
    except RecursionError as err:
        raise TooHeavy("depth") from err
    finally:
        meter.running = False
